namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.applications</c>: well-known networks for images, with weights learned on ImageNet.</summary>
    public ApplicationsApi applications { get; } = new();
}

/// <summary>
/// <c>keras.applications</c>. Each network is here and in its module, <c>keras.applications.VGG16()</c> and <c>keras.applications.vgg16.VGG16()</c>, and may be passed on as a
/// function. Images are (batch, rows, columns, channels); weights are kept under <c>KERAS_HOME/models</c> (default <c>~/.keras</c>) and downloaded there once.
/// </summary>
public sealed partial class ApplicationsApi
{
    internal ApplicationsApi() { }

    /// <summary><c>keras.applications.imagenet_utils</c>.</summary>
    public ImageNetUtilsApi imagenet_utils { get; } = new();
}
