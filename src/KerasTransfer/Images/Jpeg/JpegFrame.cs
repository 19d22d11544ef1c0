using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>The frame of a JPEG: size, components and how they are sampled.</summary>
internal sealed class JpegFrame
{
    /// <summary>Pillow's limit: twice its MAX_IMAGE_PIXELS (a gigabyte of memory at 3 bytes each, over 4).</summary>
    public const long MaxPixels = 2L * (1024 * 1024 * 1024 / 4 / 3);

    private bool _allocated;

    private JpegFrame(int width, int height, bool progressive, JpegComponent[] components) => (Width, Height, Progressive, Components) = (width, height, progressive, components);

    public int Width { get; }
    public int Height { get; }
    public bool Progressive { get; }
    public JpegComponent[] Components { get; }
    public int MaxAcross { get; private set; }
    public int MaxDown { get; private set; }
    public int McusAcross { get; private set; }
    public int McusDown { get; private set; }

    public static JpegFrame Read(ReadOnlySpan<byte> segment, int start, bool progressive, int fileLength)
    {
        if (segment.Length < 6) throw Damaged(start, "the frame's header is cut off");
        int bits = segment[0], height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), count = segment[5];
        if (bits != 8) throw Damaged(start, $"samples of {bits} bits are not read, only those of 8");
        if (width == 0 || height == 0) throw Damaged(start, $"the frame has {width} × {height} pixels");
        if (count is not (1 or 3 or 4) || segment.Length < 6 + 3 * count) throw Damaged(start, $"a frame of {count} components is not read; expected 1, 3 or 4");
        if ((long)width * height > MaxPixels) throw Damaged(start, $"{width} × {height} pixels are more than the limit of {MaxPixels}");
        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> c = segment.Slice(6 + 3 * i, 3);
            (int across, int down) = (c[1] >> 4, c[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || c[2] > 3) throw Damaged(start, $"component {c[0]} has the sampling {across} × {down} and table {c[2]}");
            if (count == 1) (across, down) = (1, 1);        // a single component is never interleaved
            components[i] = new JpegComponent(c[0], across, down, c[2]);
        }
        var frame = new JpegFrame(width, height, progressive, components);
        frame.Measure(start, fileLength);
        return frame;
    }

    private void Measure(int start, int fileLength)
    {
        (MaxAcross, MaxDown) = (Components.Max(c => c.Across), Components.Max(c => c.Down));
        (McusAcross, McusDown) = (CeilDiv(Width, 8 * MaxAcross), CeilDiv(Height, 8 * MaxDown));
        long blocks = 0;
        foreach (JpegComponent c in Components)
        {
            if (MaxAcross % c.Across != 0 || MaxDown % c.Down != 0) throw Damaged(start, $"samplings of {c.Across} × {c.Down} and {MaxAcross} × {MaxDown} together are not read");
            (c.Width, c.Height) = (CeilDiv(Width * c.Across, MaxAcross), CeilDiv(Height * c.Down, MaxDown));
            (c.BlocksAcross, c.BlocksDown) = (McusAcross * c.Across, McusDown * c.Down);
            blocks += (long)c.BlocksAcross * c.BlocksDown;
        }
        // A block takes at least one bit; twice as many are let pass.
        if (blocks > 16L * fileLength + 64) throw Damaged(start, $"a file of {fileLength} bytes cannot hold {Width} × {Height} pixels");
    }

    /// <summary>Takes memory, at the first scan.</summary>
    public void Allocate()
    {
        if (_allocated) return;
        _allocated = true;
        foreach (JpegComponent c in Components) c.Allocate(Progressive);
    }

    public bool HasIds(char a, char b, char c) => Components[0].Id == a && Components[1].Id == b && Components[2].Id == c;

    /// <summary>Turns coefficients that were collected into samples; a component that no scan was of is grey.</summary>
    public void Finish(JpegComponent component, JpegTransform transform)
    {
        if (component.Quantization is null)
        {
            component.Samples.AsSpan().Fill(128);
            return;
        }
        if (component.Coefficients is not { } coefficients) return;
        short[] factors = JpegTransforms.Factors(transform, component.Quantization);
        for (int row = 0, block = 0; row < component.BlocksDown; row++)
            for (int column = 0; column < component.BlocksAcross; column++, block++)
                JpegTransforms.Inverse(transform, coefficients.AsSpan(block * 64, 64), false, factors, component.Samples.AsSpan(row * 8 * component.Stride + column * 8), component.Stride);
    }

    private static int CeilDiv(int a, int b) => (a + b - 1) / b;

    private static ImageFormatException Damaged(long offset, string problem) => new("JPEG", offset, problem);
}
