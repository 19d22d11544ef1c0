using System.Buffers;

namespace KerasTransfer.Images;

/// <summary>One component of a JPEG's frame: its sampling, and its samples once they are decoded.</summary>
internal sealed class JpegComponent(int id, int across, int down, int table)
{
    public int Id { get; } = id;
    /// <summary>Sampling factor across: blocks of an MCU side by side.</summary>
    public int Across { get; } = across;
    /// <summary>Sampling factor down.</summary>
    public int Down { get; } = down;
    public int QuantizationIndex { get; } = table;

    /// <summary>Samples across and down that belong to the image.</summary>
    public int Width, Height;
    /// <summary>Blocks across and down, whole MCUs.</summary>
    public int BlocksAcross, BlocksDown;
    /// <summary>Samples, <see cref="Stride"/> to a row.</summary>
    public byte[] Samples = [];
    public int Stride => BlocksAcross * 8;
    /// <summary>For files of several scans: the coefficients, 64 to a block in natural order.</summary>
    public short[]? Coefficients;
    /// <summary>The quantization table in natural order, as it was when the component's first scan began; null: not seen yet.</summary>
    public ushort[]? Quantization;

    public JpegHuffman? Direct, Alternating;
    /// <summary>The last direct coefficient.</summary>
    public int Prediction;

    /// <summary>Takes memory for the samples (and coefficients).</summary>
    public void Allocate(bool coefficients)
    {
        int size = checked(BlocksAcross * BlocksDown * 64);
        Samples = ArrayPool<byte>.Shared.Rent(size);
        if (!coefficients) return;
        Coefficients = ArrayPool<short>.Shared.Rent(size);
        Coefficients.AsSpan(0, size).Clear();
    }

    public void Release()
    {
        if (Samples.Length > 0) ArrayPool<byte>.Shared.Return(Samples);
        if (Coefficients is not null) ArrayPool<short>.Shared.Return(Coefficients);
        (Samples, Coefficients) = ([], null);
    }
}
