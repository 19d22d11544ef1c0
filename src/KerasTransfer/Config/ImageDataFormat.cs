namespace KerasTransfer;

/// <summary>Whether an image's channels are its last axis or its first: <c>keras.config.image_data_format()</c>.</summary>
internal static class ImageDataFormat
{
    private static string value = KerasJson.Text("image_data_format") is { } set and ("channels_first" or "channels_last") ? set : "channels_last";

    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public static string Value { get => value; set => ImageDataFormat.value = Of(value); }

    public static bool ChannelsFirst => value == "channels_first";

    /// <summary>The argument <c>data_format</c> of a layer, the global setting where it is null.</summary>
    /// <exception cref="ValueError">It is neither of the two.</exception>
    public static string Of(string? data_format)
    {
        string format = data_format?.ToLowerInvariant() switch { null or "default" => value, "tf" => "channels_last", "th" => "channels_first", var given => given };   // Keras 1's words too
        return format is "channels_last" or "channels_first" ? format
            : throw new ValueError($"The `data_format` argument must be one of {{'channels_first', 'channels_last'}}. Received: data_format={data_format}");
    }
}
