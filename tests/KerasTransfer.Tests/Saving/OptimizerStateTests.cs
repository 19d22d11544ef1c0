namespace KerasTransfer.Tests.Saving;

[TestClass, DoNotParallelize]   // it looks at the console
public class OptimizerStateTests
{
    [TestMethod]
    public void A_model_that_was_compiled_and_never_trained_loads_from_h5_without_a_warning()
    {
        using TestFolder folder = new();
        Sequential model = keras.Sequential([keras.Input((3)), keras.layers.Dense(2)]);
        model.compile(optimizer: keras.optimizers.Adam(1e-5), loss: "mse");
        model.save(folder.File("untrained.h5"));
        TextWriter before = Console.Error;
        using StringWriter errors = new();
        try
        {
            Console.SetError(errors);
            Model loaded = keras.models.load_model(folder.File("untrained.h5"));
            loaded.fit(np.ones((4, 3)), np.ones((4, 2)), verbose: 0);
            Assert.AreEqual(1, (int)loaded.optimizer.iterations.numpy());
        }
        finally { Console.SetError(before); }
        Assert.AreEqual("", errors.ToString());
    }
}
