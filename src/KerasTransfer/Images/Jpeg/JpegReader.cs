using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>One JPEG file: its segments (T.81, annex B), and the image that they make.</summary>
internal sealed class JpegReader(ReadOnlyMemory<byte> file, JpegTransform transform, bool luminanceOnly) : IDisposable
{
    /// <summary>Where the coefficients of the file's zigzag order lie; 16 more, so that a damaged run stays inside.</summary>
    public static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
        63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
    ];

    private readonly ushort[]?[] _quantization = new ushort[4][];
    private readonly JpegHuffman?[] _direct = new JpegHuffman[4], _alternating = new JpegHuffman[4];
    private JpegFrame? _frame;
    private int _restartInterval;
    private bool _sawJfif;
    private int _adobe = -1;

    public PixelImage Read()
    {
        int at = 2;
        bool ended = false;
        while (!ended)
        {
            ReadOnlySpan<byte> bytes = file.Span;
            at = JpegBits.NextMarker(bytes, at);
            if (at < 0) throw Truncated();
            int marker = bytes[at + 1];
            at += 2;
            if (marker is 0xD9) ended = true;
            if (marker is 0xD8 or 0x01 or (>= 0xD0 and <= 0xD9)) continue;
            if (at + 2 > bytes.Length) throw Truncated();
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2) throw Damaged(at, $"segment 0x{marker:X2} has a length of {length}");
            if (at + length > bytes.Length) throw Truncated();
            ReadOnlySpan<byte> segment = bytes.Slice(at + 2, length - 2);
            int start = at + 2;
            at += length;
            switch (marker)
            {
                case 0xC4: ReadHuffman(segment, start); break;
                case 0xDB: ReadQuantization(segment, start); break;
                case 0xDD: _restartInterval = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Damaged(start, "the restart interval is not two bytes"); break;
                case 0xE0: _sawJfif |= segment.StartsWith("JFIF\0"u8); break;
                case 0xEE: if (segment.Length >= 12 && segment.StartsWith("Adobe"u8)) _adobe = segment[11]; break;
                case 0xC0 or 0xC1 or 0xC2:
                    if (_frame is not null) throw Damaged(start - 4, "there are two frames");
                    _frame = JpegFrame.Read(segment, start, progressive: marker == 0xC2, bytes.Length);
                    break;
                case 0xC3 or 0xC5 or 0xC6 or 0xC7 or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                    throw Damaged(start - 4, $"{(marker > 0xC8 ? "arithmetic" : "lossless or hierarchical")} coding (frame 0x{marker:X2}) is not read; save the picture as baseline or progressive JPEG, or register a codec that reads it (ImageCodecs.Register)");
                case 0xDA: at = ReadScan(segment, start, at); break;
            }
        }
        return Picture();
    }

    private void ReadHuffman(ReadOnlySpan<byte> segment, int start)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17) throw Damaged(start, "a Huffman table is cut off");
            int which = segment[0], count = 0;
            ReadOnlySpan<byte> counts = segment.Slice(1, 16);
            foreach (byte n in counts) count += n;
            if (count > 256 || 17 + count > segment.Length || (which & 0xEF) > 3) throw Damaged(start, "a Huffman table is not one");
            JpegHuffman table = JpegHuffman.Build(counts, segment.Slice(17, count)) ?? throw Damaged(start, "a Huffman table is not a code");
            (which < 16 ? _direct : _alternating)[which & 15] = table;
            segment = segment[(17 + count)..];
        }
    }

    private void ReadQuantization(ReadOnlySpan<byte> segment, int start)
    {
        while (segment.Length > 0)
        {
            int which = segment[0] & 15, bytes = segment[0] >> 4 == 0 ? 1 : 2;
            segment = segment[1..];
            if (which > 3 || segment.Length < 64 * bytes) throw Damaged(start, "a quantization table is not one");
            var table = new ushort[64];
            for (int i = 0; i < 64; i++) table[Natural[i]] = bytes == 1 ? segment[i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(2 * i)..]);
            _quantization[which] = table;
            segment = segment[(64 * bytes)..];
        }
    }

    /// <returns>Where the next segment may start.</returns>
    private int ReadScan(ReadOnlySpan<byte> header, int start, int at)
    {
        if (_frame is not { } frame) throw Damaged(start - 4, "a scan comes before the frame");
        int n = header.Length > 0 ? header[0] : 0;
        if (n is < 1 or > 4 || header.Length < 4 + 2 * n) throw Damaged(start, "a scan's header is damaged");
        var components = new JpegComponent[n];
        for (int i = 0; i < n; i++)
        {
            int id = header[1 + 2 * i], tables = header[2 + 2 * i];
            JpegComponent component = Array.Find(frame.Components, c => c.Id == id) ?? throw Damaged(start, $"a scan is of component {id}, which the frame does not have");
            if (components.AsSpan(0, i).Contains(component)) throw Damaged(start, $"a scan has component {id} twice");
            component.Direct = _direct[tables >> 4 & 3];
            component.Alternating = _alternating[tables & 3];
            component.Quantization ??= _quantization[component.QuantizationIndex & 3] ?? throw Damaged(start, $"quantization table {component.QuantizationIndex} is not defined");
            components[i] = component;
        }
        frame.Allocate();
        var scan = new JpegScan(frame, components, _restartInterval, transform, header[1 + 2 * n], header[2 + 2 * n], header[3 + 2 * n] >> 4, header[3 + 2 * n] & 15);
        if (scan.Problem() is { } problem) throw Damaged(start, problem);
        var bits = new JpegBits(file.Span, at);
        if (!scan.Decode(ref bits)) throw Truncated();
        return bits.Position;
    }

    private PixelImage Picture()
    {
        if (_frame is not { } frame) throw Damaged(file.Length, "there is no frame");
        frame.Allocate();
        foreach (JpegComponent component in frame.Components) frame.Finish(component, transform);
        (int width, int height) = (frame.Width, frame.Height);
        int count = frame.Components.Length;
        bool chrominance = count switch
        {
            1 => false,
            3 => _sawJfif || (_adobe >= 0 ? _adobe != 0 : !frame.HasIds('R', 'G', 'B')),
            _ => _adobe >= 0 && _adobe != 0,
        };
        bool grey = count == 1 || luminanceOnly && count == 3;
        int channels = grey ? 1 : count;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * channels));
        JpegUpsampling a = Rows(0), b = count > 1 ? Rows(1) : default, c = count > 1 ? Rows(2) : default, d = count == 4 ? Rows(3) : default;
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = pixels.AsSpan(y * width * channels, width * channels);
            if (count == 1 || grey && chrominance) a.Row(y).CopyTo(row);
            else if (grey) JpegColours.ToLuminance(a.Row(y), b.Row(y), c.Row(y), row);
            else if (count == 3 && chrominance) JpegColours.ToRgb(a.Row(y), b.Row(y), c.Row(y), row);
            else if (count == 3) JpegColours.Interleave(a.Row(y), b.Row(y), c.Row(y), row);
            else if (chrominance) JpegColours.ToCmyk(a.Row(y), b.Row(y), c.Row(y), d.Row(y), row);
            else JpegColours.Interleave(a.Row(y), b.Row(y), c.Row(y), d.Row(y), row);
        }
        // Programs that write CMYK write it inverted, as Adobe's do; Pillow takes it for granted.
        if (count == 4)
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)~pixels[i];
        return new PixelImage(width, height, channels switch { 1 => "L", 3 => "RGB", _ => "CMYK" }, pixels) { SawAdobe = _adobe >= 0 };

        JpegUpsampling Rows(int i) => new(frame.Components[i], frame.MaxAcross, frame.MaxDown, width);
    }

    public void Dispose()
    {
        if (_frame is null) return;
        foreach (JpegComponent component in _frame.Components) component.Release();
    }

    private static ImageFormatException Damaged(long offset, string problem) => new("JPEG", offset, problem);

    private ImageFormatException Truncated() => new("JPEG", file.Length, "image file is truncated: it ends in the middle of the picture");
}
