namespace KerasTransfer.Images;

/// <summary>JPEG as ITU-T T.81 has it: baseline, extended and progressive Huffman coding of 8 bits; grey, YCbCr, RGB, CMYK and YCCK.</summary>
/// <remarks>Pixels are those of the IJG's library and its descendants, which Pillow and TensorFlow use. What that library puts up with (bad codes, missing restart markers), this one does too;
/// a file that ends too early is refused, as by Pillow and by TensorFlow. Arithmetic coding, lossless coding and 12 bits are not read. The orientation in EXIF is ignored, as by Keras.</remarks>
internal sealed class JpegCodec : IImageCodec
{
    public string Format => "JPEG";

    public bool Recognizes(ReadOnlySpan<byte> start) => start.Length >= 3 && start[0] == 0xFF && start[1] == 0xD8 && start[2] == 0xFF;

    public PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how)
    {
        using var reader = new JpegReader(file, how.Transform, luminanceOnly: how.Channels == 1);
        return reader.Read();
    }
}
