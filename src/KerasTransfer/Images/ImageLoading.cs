namespace KerasTransfer.Images;

/// <summary>What <c>load_img</c>, <c>img_to_array</c> and <c>array_to_img</c> do.</summary>
internal static class ImageLoading
{
    private static readonly string[] s_interpolations = ["nearest", "bilinear", "bicubic", "hamming", "box", "lanczos"];

    /// <summary>Mode and size as <c>load_img</c> brings them about.</summary>
    public static Image Prepare(Image image, string color_mode, (int Height, int Width)? target_size, string interpolation, bool keep_aspect_ratio)
    {
        string mode = color_mode switch { "grayscale" => "L", "rgb" => "RGB", "rgba" => "RGBA", _ => throw new ValueError($"color_mode must be \"grayscale\", \"rgb\", or \"rgba\". Received: {color_mode}") };
        if (mode != "L" || image.mode is not ("L" or "I;16" or "I")) image = image.convert(mode);
        if (target_size is not { } target || (target.Width, target.Height) == image.size) return image;
        Resampling resample = Filter(interpolation);
        if (!keep_aspect_ratio) return image.resize((target.Width, target.Height), resample);
        (int width, int height) = image.size;
        if (target.Width < 1 || target.Height < 1) throw new ValueError($"target_size must be positive. Received: ({target.Height}, {target.Width})");
        int cropHeight = (int)Math.Min(height, (long)width * target.Height / target.Width), cropWidth = (int)Math.Min(width, (long)height * target.Width / target.Height);
        int top = (height - cropHeight) / 2, left = (width - cropWidth) / 2;
        return image.resize((target.Width, target.Height), resample, (left, top, left + cropWidth, top + cropHeight));
    }

    public static Resampling Filter(string interpolation) => interpolation switch
    {
        "nearest" => Resampling.Nearest,
        "bilinear" => Resampling.Bilinear,
        "bicubic" => Resampling.Bicubic,
        "hamming" => Resampling.Hamming,
        "box" => Resampling.Box,
        "lanczos" => Resampling.Lanczos,
        _ => throw new ValueError($"Invalid interpolation method {interpolation} specified. Supported methods are {string.Join(", ", s_interpolations)}"),
    };

    public static NDArray ToArray(NDArray pixels, string? data_format, DType? dtype)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        NDArray x = pixels.astype(dtype ?? FloatX.Value);
        if (x.ndim == 2) return x.reshape(first ? new Shape(1, x.shape[0], x.shape[1]) : new Shape(x.shape[0], x.shape[1], 1));
        if (x.ndim != 3) throw new ValueError($"Unsupported image shape: {x.shape}");
        return first ? x.transpose(2, 0, 1) : x;
    }

    public static Image ToImage(NDArray x, string? data_format, bool scale, DType? dtype)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        x = x.astype(dtype ?? FloatX.Value);
        if (x.ndim != 3) throw new ValueError($"Expected image array to have rank 3 (single image). Got array with shape: {x.shape}");
        if (first) x = x.transpose(1, 2, 0);
        if (x.shape[2] is not (1 or 3 or 4)) throw new ValueError($"Unsupported channel number: {x.shape[2]}");
        if (scale)
        {
            x = x - KerasApi.np.min(x);
            NDArray largest = KerasApi.np.max(x);
            if ((double)largest != 0) x = x / largest;
            x = x * 255;
        }
        if (x.shape[2] == 1 && (double)KerasApi.np.max(x) > 255) return Image.fromarray(x.reshape(x.shape[..2]).astype(DType.int32));
        return Image.fromarray(Bytes(x));
    }

    /// <summary>Numbers cut to whole ones and wrapped to bytes, as NumPy's cast does: 300 is 44, −5 is 251.</summary>
    private static NDArray Bytes(NDArray x)
    {
        ReadOnlySpan<double> numbers = x.astype(DType.float64).AsSpan<double>();
        var bytes = new byte[numbers.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = unchecked((byte)(int)numbers[i]);
        return NDArray.FromArray(bytes, x.shape[2] == 1 ? x.shape[..2] : x.shape);
    }
}
