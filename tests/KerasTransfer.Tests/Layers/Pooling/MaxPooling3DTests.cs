namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MaxPooling3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("MaxPooling3D");

    [TestMethod]
    public void Has_its_other_names_and_refuses_what_does_not_fit()
    {
        Assert.AreEqual("(2, 2, 2)", keras.layers.MaxPool3D().strides.ToString());
        Assert.AreEqual("(3, 2, 1)", keras.layers.AvgPool3D((3, 2, 1)).strides.ToString());
        Assert.AreEqual(new Shape([Shape.Unknown, 3]), keras.layers.GlobalMaxPool3D().Apply(keras.Input((4, 4, null, 3))).shape);
        Assert.AreEqual(new Shape([Shape.Unknown, 3]), keras.layers.GlobalAvgPool3D().Apply(keras.Input((4, 4, null, 3))).shape);
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.MaxPooling3D(5).Apply(keras.Input((4, 7, 7, 3)))).Message, "Computed output size would be zero or negative. Received: `inputs.shape=[None 4 7 7 3]`, `pool_size=[5 5 5]`, `strides=(5, 5, 5)`, `padding=valid`.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.MaxPooling3D((2, 0, 2))).Message, "The `pool_size` argument must be a tuple of 3 integers.");
    }
}
