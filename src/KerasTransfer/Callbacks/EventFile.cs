using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace KerasTransfer.Callbacks;

/// <summary>
/// A file of TensorBoard events: records framed with their length and masked CRC-32C, each a protocol buffer <c>tensorflow.Event</c>
/// (tensorflow/core/util/event.proto, summary.proto and tensor.proto).
/// </summary>
internal sealed class EventFile : IDisposable
{
    private static int files;
    private readonly FileStream stream;

    /// <summary>A new file in a folder, which is made if it is not there.</summary>
    public EventFile(string folder)
    {
        Directory.CreateDirectory(folder);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string name = FormattableString.Invariant($"events.out.tfevents.{now.ToUnixTimeSeconds()}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref files) - 1}.v2");
        stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(new Message().Text(3, "brain.Event:2"));
        stream.Flush();
    }

    /// <summary>One number.</summary>
    public void Scalar(string tag, double value, long step)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
        Value(tag, step, "scalars", "", 1, new Message().Varint(1, 1).Part(2, new Message()).Bytes(4, number));
    }

    /// <summary>How numbers are distributed: thirty bins of one width, each as left edge, right edge and count.</summary>
    public void Histogram(string tag, ReadOnlySpan<double> values, long step)
    {
        const int bins = 30;
        double[,] table = Bins(values, bins);
        byte[] content = new byte[bins * 3 * sizeof(double)];
        for (int i = 0; i < bins; i++)
            for (int j = 0; j < 3; j++) BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan((i * 3 + j) * sizeof(double)), table[i, j]);
        Message shape = new Message().Part(2, new Message().Varint(1, bins)).Part(2, new Message().Varint(1, 3));
        Value(tag, step, "histograms", "", 2, new Message().Varint(1, 2).Part(2, shape).Bytes(4, content));
    }

    /// <summary>Pictures of one size, each a PNG file.</summary>
    public void Images(string tag, int rows, int columns, IEnumerable<byte[]> pictures, long step)
    {
        byte[][] texts = [Encoding.UTF8.GetBytes(columns.ToString(System.Globalization.CultureInfo.InvariantCulture)), Encoding.UTF8.GetBytes(rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. pictures];
        Message tensor = new Message().Varint(1, 7).Part(2, new Message().Part(2, new Message().Varint(1, texts.Length)));
        foreach (byte[] text in texts) tensor.Bytes(8, text);
        Value(tag, step, "images", "", 3, tensor);
    }

    /// <summary>A model's configuration, which is drawn as a graph.</summary>
    public void KerasModel(string tag, string json, long step) =>
        Value(tag, step, "graph_keras_model", "1", 0, new Message().Varint(1, 7).Part(2, new Message()).Bytes(8, Encoding.UTF8.GetBytes(json)));

    public void Flush() => stream.Flush();
    public void Dispose() => stream.Dispose();

    /// <summary>As TensorBoard's own summaries make them: all in the last bin where there is only one value.</summary>
    internal static double[,] Bins(ReadOnlySpan<double> values, int bins)
    {
        double[,] table = new double[bins, 3];
        if (values.IsEmpty) return table;
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double v in values) (min, max) = (Math.Min(min, v), Math.Max(max, v));
        double width = (max - min) / bins;
        for (int i = 0; i < bins; i++) (table[i, 0], table[i, 1]) = (min + i * width, i == bins - 1 ? max : min + (i + 1) * width);
        foreach (double v in values)
        {
            double bin = width > 0 ? Math.Floor((v - min) / width) : bins - 1;
            table[bin >= 0 && bin < bins ? (int)bin : bins - 1, 2]++;           // NaN counts in the last one
        }
        return table;
    }

    private void Value(string tag, long step, string plugin, string content, int data_class, Message tensor)
    {
        Message data = new Message().Text(1, plugin);
        if (content.Length > 0) data.Text(2, content);
        Message metadata = new Message().Part(1, data);
        if (data_class != 0) metadata.Varint(4, data_class);
        Message value = new Message().Text(1, tag).Part(8, tensor).Part(9, metadata);
        Write(new Message().Varint(2, step).Part(5, new Message().Part(1, value)));
    }

    private void Write(Message message)
    {
        double time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        byte[] record = [.. new Message().Double(1, time).Content, .. message.Content];
        Span<byte> frame = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(frame, record.Length);
        stream.Write(frame);
        WriteChecksum(frame);
        stream.Write(record);
        WriteChecksum(record);
    }

    private void WriteChecksum(ReadOnlySpan<byte> data)
    {
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Masked(data));
        stream.Write(checksum);
    }

    /// <summary>The CRC-32C, turned and shifted so that a checksum of a checksum is no trivial number (tensorflow/core/lib/hash/crc32c.h).</summary>
    internal static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data) crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8u;
    }

    /// <summary>A protocol buffer being written.</summary>
    private sealed class Message
    {
        private readonly List<byte> content = [];
        public IReadOnlyList<byte> Content => content;

        public Message Varint(int field, long value)
        {
            Raw((ulong)field << 3);
            Raw((ulong)value);
            return this;
        }

        public Message Double(int field, double value)
        {
            Raw((ulong)field << 3 | 1);
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            content.AddRange(bytes);
            return this;
        }

        public Message Bytes(int field, ReadOnlySpan<byte> value)
        {
            Raw((ulong)field << 3 | 2);
            Raw((ulong)value.Length);
            content.AddRange(value);
            return this;
        }

        public Message Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));
        public Message Part(int field, Message value) => Bytes(field, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(value.content));

        private void Raw(ulong value)
        {
            for (; value >= 0x80; value >>= 7) content.Add((byte)(value | 0x80));
            content.Add((byte)value);
        }
    }
}
