using KerasTransfer.Callbacks;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class PythonFormatTests
{
    [TestMethod]
    public void Numbers_look_as_in_Python()
    {
        foreach (Dictionary<string, object?> c in CallbackGolden.Load("formats").Items().Select(c => c.Map()))
        {
            string spec = (string)c["spec"]!;
            Assert.AreEqual((string)c["text"]!, c["value"] is long n ? PythonFormat.Format((int)n, spec) : PythonFormat.Format(c["value"].Number(), spec), $"format({c["value"]}, '{spec}')");
        }
    }

    [TestMethod]
    public void Halves_go_to_even()
    {
        Assert.AreEqual("0.0312", PythonFormat.Fixed(1 / 32.0, 4));
        Assert.AreEqual("0.0938", PythonFormat.Fixed(3 / 32.0, 4));
        Assert.AreEqual("10.0", PythonFormat.Fixed(9.96, 1));
        Assert.AreEqual("0.1", PythonFormat.Fixed(0.05, 1));                    // the double is a little more than 0.05
        Assert.AreEqual("0", PythonFormat.Fixed(0.5, 0));
        Assert.AreEqual("1.0000e-04", PythonFormat.Scientific(0.000099999999, 4));
        Assert.AreEqual("1.0312e+00", PythonFormat.Scientific(1.03125, 4));
        Assert.AreEqual("1" + new string('0', 22) + ".00", PythonFormat.Fixed(1e22, 2));
    }

    [TestMethod]
    public void Templates_are_filled()
    {
        string? Value(string name, string spec) => name == "epoch" ? PythonFormat.Format(7, spec) : name == "val_loss" ? PythonFormat.Format(0.12345, spec) : null;
        Assert.AreEqual("m07-0.12-{x}.keras", PythonFormat.Fill("m{epoch:02d}-{val_loss:.2f}-{{x}}.keras", Value));
        Assert.AreEqual("7 0.12345", PythonFormat.Fill("{epoch} {val_loss}", Value));
        Assert.AreEqual("'nope'", Assert.Throws<KeyNotFoundException>(() => PythonFormat.Fill("{nope}", Value)).Message);
        Assert.Throws<ValueError>(() => PythonFormat.Fill("{epoch", Value));
        Assert.Throws<ValueError>(() => PythonFormat.Fill("epoch}", Value));
        Assert.Throws<ValueError>(() => PythonFormat.Fill("{epoch:.2d}", Value));
        Assert.Throws<ValueError>(() => PythonFormat.Fill("{val_loss:d}", Value));
        Assert.Throws<ValueError>(() => PythonFormat.Fill("{val_loss:.2ff}", Value));
        Assert.Throws<ValueError>(() => PythonFormat.Fill("{val_loss:999999f}", Value));
    }
}
