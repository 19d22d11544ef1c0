namespace KerasTransfer.Tests.Arrays;

/// <summary>print writes values as Python does.</summary>
[TestClass, DoNotParallelize]   // it looks at the console
public class PrintTests
{
    private static string Printed(Action action)
    {
        TextWriter before = Console.Out;
        using StringWriter writer = new() { NewLine = "\n" };
        Console.SetOut(writer);
        try { action(); }
        finally { Console.SetOut(before); }
        return writer.ToString();
    }

    [TestMethod]
    public void Values_look_as_in_Python()
    {
        Assert.AreEqual("\n", Printed(() => print()));
        Assert.AreEqual("None\n", Printed(() => print(null)));
        Assert.AreEqual("a 1 2.0 True None\n", Printed(() => print("a", 1, 2.0, true, null)));
        Assert.AreEqual("1e-05 0.0001 1e+16 123456789.0 0.1 nan -inf\n", Printed(() => print(1e-5, 1e-4, 1e16, 123456789.0, 0.1f, double.NaN, double.NegativeInfinity)));
        Assert.AreEqual("(1, 'a') (2.5,) (None, 28)\n", Printed(() => print((1, "a"), ValueTuple.Create(2.5), new Shape(-1, 28))));
        Assert.AreEqual("[1, 2] ['x', \"it's\"] {'loss': 0.5, 'n': [True, None]}\n", Printed(() => print(new[] { 1, 2 }, new List<string> { "x", "it's" }, new Dictionary<string, object?> { ["loss"] = 0.5, ["n"] = new object?[] { true, null } })));
        Assert.AreEqual("['a', 'b']\n", Printed(() => print(new[] { "a", "b" })));
        Assert.AreEqual("[0 1 2] 3 float32\n", Printed(() => print(np.arange(3), np.int64 is null ? null : np.array(3), np.float32)));
        Assert.AreEqual("[array([0, 1]), np.float64(0.5), np.int64(3), np.True_]\n", Printed(() => print(new List<NDArray> { np.arange(2), np.array(0.5), np.arange(4)[3], np.array(true) })));
    }
}
