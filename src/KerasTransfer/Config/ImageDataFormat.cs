namespace KerasTransfer;

/// <summary>Where images have their channels unless told otherwise: <c>keras.config.image_data_format()</c>.</summary>
internal static class ImageDataFormat
{
    private static string value = KerasJson.Text("image_data_format") is { } set and ("channels_first" or "channels_last") ? set : "channels_last";

    public static string Value
    {
        get => value;
        set => ImageDataFormat.value = value.ToLowerInvariant() is var format and ("channels_first" or "channels_last") ? format
            : throw new ValueError($"The `data_format` argument must be one of {{'channels_first', 'channels_last'}}. Received: data_format={value}");
    }

    public static bool ChannelsFirst => value == "channels_first";
}
