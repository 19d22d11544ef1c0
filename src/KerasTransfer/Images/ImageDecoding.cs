namespace KerasTransfer.Images;

/// <summary>Which of the two integer inverse transforms decodes a JPEG; their pixels differ by a few levels.</summary>
public enum JpegTransform
{
    /// <summary>Loeffler, Ligtenberg and Moschytz: what Pillow (<c>load_img</c>) uses.</summary>
    Accurate,
    /// <summary>Arai, Agui and Nakajima: what <c>tf.io.decode_jpeg</c> and <c>image_dataset_from_directory</c> use.</summary>
    Fast,
}

/// <summary>How the caller would like an image decoded.</summary>
/// <param name="Transform">For JPEG: the inverse transform.</param>
/// <param name="Channels">0: as the file has them. 1: a JPEG may leave its colours out and give its luminance alone. Other numbers are for codecs that can save work.</param>
/// <param name="Sixteen">Whether samples of 16 bits are kept (modes <c>I;16</c>, <c>LA;16</c>, <c>RGB;16</c>, <c>RGBA;16</c>); otherwise, but for <c>I;16</c>, their upper 8 bits are.</param>
public sealed record ImageDecoding(JpegTransform Transform = JpegTransform.Accurate, int Channels = 0, bool Sixteen = false)
{
    /// <summary>As <c>load_img</c> decodes.</summary>
    public static ImageDecoding Pillow { get; } = new();
}
