using System.Text;
using KerasTransfer.Data;
using static KerasTransfer.Tests.Data.DataGolden;

namespace KerasTransfer.Tests.Data;

[TestClass]
public class PickleReaderTests
{
    [TestMethod]
    public void Plain_values_of_every_protocol()
    {
        for (int protocol = 0; protocol < 6; protocol++)
        {
            PickleValue all = PickleReader.Read(File.ReadAllBytes(PathOf($"values{protocol}.pickle")), $"protocol {protocol}");
            CollectionAssert.AreEqual((long[])[0, 1, -1, 255, 256, 65536, int.MinValue, 1L << 40, -1L << 62], all["ints"].Integers());
            Assert.HasCount(2, all["floats"].Items);
            if (protocol > 0) Assert.AreEqual("grüße", all["text"].Text);
            Assert.IsNull(all["none"].Object);
            Assert.AreEqual(1, all["yes"].Integer);
            Assert.AreEqual(0, all["no"].Integer);
            Assert.AreEqual("1,2,0,1,4", string.Join(",", all["tuple"].Items.Select((v, i) => i == 0 ? v.Integer : v.Items.Count)));
            Assert.AreEqual(new Shape(2, 3), all["array"].Array.shape);
            CollectionAssert.AreEqual((int[])[0, 1, 2, 3, 4, 5], all["array"].Array.AsSpan<int>().ToArray());
            CollectionAssert.AreEqual((double[])[1.5, -2], all["doubles"].Array.AsSpan<double>().ToArray());
            CollectionAssert.AreEqual((long[])[1, 2], all["lists"].Items[0].Integers());
        }
    }

    [TestMethod]
    public void Nothing_is_run()
    {
        string message = Assert.Throws<NotSupportedException>(() => PickleReader.Read(Encoding.ASCII.GetBytes("cposix\nsystem\n(S'true'\ntR."), "evil")).Message;
        StringAssert.Contains(message, "names posix.system");
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => PickleReader.Read([(byte)'P', (byte)'.'], "evil")).Message, "0x50");
    }

    [TestMethod]
    public void Damaged_files_are_refused()
    {
        byte[] whole = File.ReadAllBytes(PathOf("values4.pickle"));
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<ValueError>(() => PickleReader.Read(cut, "cut"), $"cut at {length}");
        }
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try { PickleReader.Read(damaged, "damaged"); }
            catch (Exception e) when (e is ValueError or NotSupportedException) { }
        }
    }
}
