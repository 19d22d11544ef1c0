using System.Buffers.Binary;
using System.Text;
using KerasTransfer.Callbacks;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class TensorBoardTests
{
    /// <summary>One summary: its tag, step, plugin, and the tensor's bytes.</summary>
    private sealed record Entry(string Tag, long Step, string Plugin, byte[] Content)
    {
        public float Number => BinaryPrimitives.ReadSingleLittleEndian(Content);
    }

    private static List<Entry> Read(string folder)
    {
        List<Entry> entries = [];
        foreach (string path in Directory.GetFiles(folder, "events.out.tfevents.*").Order())
        {
            ReadOnlySpan<byte> file = File.ReadAllBytes(path);
            for (bool first = true; !file.IsEmpty; first = false)
            {
                int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
                Assert.AreEqual(EventFile.Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
                ReadOnlySpan<byte> record = file.Slice(12, length);
                Assert.AreEqual(EventFile.Masked(record), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
                file = file[(16 + length)..];
                Dictionary<int, byte[]> e = Fields(record);
                if (first) Assert.AreEqual("brain.Event:2", Encoding.UTF8.GetString(e[3]));
                else
                {
                    Dictionary<int, byte[]> value = Fields(Fields(e[5])[1]), tensor = Fields(value[8]), plugin = Fields(Fields(value[9])[1]);
                    entries.Add(new(Encoding.UTF8.GetString(value[1]), BitConverter.ToInt64(e[2]), Encoding.UTF8.GetString(plugin[1]), tensor.GetValueOrDefault(4) ?? tensor[8]));
                }
            }
        }
        return entries;
    }

    private static Dictionary<int, byte[]> Fields(ReadOnlySpan<byte> message)
    {
        Dictionary<int, byte[]> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint(message, ref at);
            int field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0: fields[field] = BitConverter.GetBytes(Varint(message, ref at)); break;
                case 1: fields[field] = message.Slice(at, 8).ToArray(); at += 8; break;
                default: int length = (int)Varint(message, ref at); fields[field] = message.Slice(at, length).ToArray(); at += length; break;
            }
        }
        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = message[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
    }

    [TestMethod]
    public void Files_hold_what_was_reported()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Sequential model = new();
        model.add(keras.layers.Dense(2, input_shape: 3, name: "d"));
        model.compile("sgd", loss: "mse", metrics: ["mae"]);
        NDArray x = np.ones((8, 3), "float32"), y = np.ones((8, 2), "float32");
        History history = model.fit(x, y, batch_size: 2, epochs: 2, verbose: 0, validation_data: (x, y),
            callbacks: [keras.callbacks.TensorBoard(folder, histogram_freq: 1, update_freq: 3, write_steps_per_second: true)]);

        List<Entry> train = Read(Path.Combine(folder, "train")), validation = Read(Path.Combine(folder, "validation"));
        Assert.AreEqual("keras", train[0].Tag);
        Assert.AreEqual("graph_keras_model", train[0].Plugin);
        Assert.AreEqual(model.to_json(), Encoding.UTF8.GetString(train[0].Content));
        float[] Numbers(List<Entry> list, string tag) => [.. list.Where(e => e.Tag == tag && e.Plugin == "scalars").Select(e => e.Number)];
        long[] Steps(List<Entry> list, string tag) => [.. list.Where(e => e.Tag == tag).Select(e => e.Step)];
        CollectionAssert.AreEqual(history.history["loss"].Select(v => (float)v).ToArray(), Numbers(train, "epoch_loss"));
        CollectionAssert.AreEqual(history.history["mae"].Select(v => (float)v).ToArray(), Numbers(train, "epoch_mae"));
        CollectionAssert.AreEqual(history.history["val_mae"].Select(v => (float)v).ToArray(), Numbers(validation, "epoch_mae"));
        CollectionAssert.AreEqual(new[] { 0.01f, 0.01f }, Numbers(train, "epoch_learning_rate"));
        CollectionAssert.AreEqual(new[] { 0L, 1 }, Steps(train, "epoch_loss"));
        CollectionAssert.AreEqual(new[] { 3L, 6 }, Steps(train, "batch_loss"));
        CollectionAssert.AreEqual(new[] { 3L, 6 }, Steps(train, "batch_steps_per_second"));
        CollectionAssert.AreEqual(new[] { 4L, 8 }, Steps(validation, "evaluation_loss_vs_iterations"));
        Assert.HasCount(2, Numbers(train, "epoch_steps_per_second"));
        CollectionAssert.AreEqual(new[] { 0L, 1 }, Steps(train, $"{model.name}/d/kernel/histogram"));
        Assert.HasCount(30 * 3 * 8, train.First(e => e.Tag == $"{model.name}/d/bias/histogram").Content);
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void Bins_have_one_width()
    {
        double[,] bins = EventFile.Bins([0, 1, 1.5, 3], 3);
        CollectionAssert.AreEqual(new[,] { { 0, 1, 1.0 }, { 1, 2, 2 }, { 2, 3, 1 } }, bins);
        CollectionAssert.AreEqual(new[,] { { 2, 2, 0.0 }, { 2, 2, 2 } }, EventFile.Bins([2, 2], 2));
        CollectionAssert.AreEqual(new double[2, 3], EventFile.Bins([], 2));
    }

    [TestMethod]
    public void Checksum_is_that_of_the_specification() =>
        Assert.AreEqual(uint.RotateRight(0xe3069283, 15) + 0xa282ead8, EventFile.Masked("123456789"u8));    // CRC-32C of RFC 3720's check value

    [TestMethod]
    public void What_is_missing_is_said()
    {
        Assert.Throws<NotSupportedException>(() => new TensorBoard(profile_batch: 2));
        Assert.Throws<NotSupportedException>(() => new TensorBoard(embeddings_freq: 1));
        Assert.Throws<ValueError>(() => new TensorBoard(update_freq: "often"));
    }
}
