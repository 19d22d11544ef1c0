using KerasTransfer.Applications;

namespace KerasTransfer;

/// <summary>A module of <c>keras.applications</c>: its networks, and what goes into and comes out of them.</summary>
public abstract class ApplicationModule
{
    private readonly ImageNetPreprocessing.Mode mode;

    private protected ApplicationModule(ImageNetPreprocessing.Mode mode) => this.mode = mode;

    /// <summary>
    /// Brings images with values 0 … 255 to what these networks were trained on. An array of floating-point numbers is <b>changed in place</b>, as in Keras: hand over <c>x.copy()</c>
    /// to keep it; one of integers is copied to float32. Networks with their preprocessing inside give <paramref name="x"/> itself back.
    /// </summary>
    /// <param name="x">One RGB image or a batch of them, channels last unless the global setting says otherwise.</param>
    /// <exception cref="ValueError">It has no three channels.</exception>
    public NDArray preprocess_input(NDArray x) => ImageNetPreprocessing.Run(x, null, mode);
    /// <summary>The same with the place of the channels said.</summary>
    /// <param name="x">One RGB image or a batch of them.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <exception cref="ValueError">The format is unknown, or there are no three channels.</exception>
    public NDArray preprocess_input(NDArray x, string? data_format) => ImageNetPreprocessing.Run(x, data_format, mode);
    /// <summary>The same inside a layer's <c>call</c>, in a Lambda or a data set's <c>map</c>.</summary>
    /// <exception cref="ValueError">The tensor is one of integers: cast it to float32 first.</exception>
    public Tensor preprocess_input(Tensor x) => ImageNetPreprocessing.Run(x, null, mode);
    /// <summary>The same with the place of the channels said.</summary>
    /// <exception cref="ValueError">The format is unknown, or the tensor is one of integers: cast it to float32 first.</exception>
    public Tensor preprocess_input(Tensor x, string? data_format) => ImageNetPreprocessing.Run(x, data_format, mode);
    /// <summary>The same as part of a functional model.</summary>
    /// <exception cref="ValueError">The tensor is one of integers: cast it to float32 first.</exception>
    public KerasTensor preprocess_input(KerasTensor x) => ImageNetPreprocessing.Run(x, null, mode);
    /// <summary>The same with the place of the channels said.</summary>
    /// <exception cref="ValueError">The format is unknown, or the tensor is one of integers: cast it to float32 first.</exception>
    public KerasTensor preprocess_input(KerasTensor x, string? data_format) => ImageNetPreprocessing.Run(x, data_format, mode);

    /// <summary>The likeliest classes of ImageNet for each image.</summary>
    /// <param name="preds">What a network with its classifier predicted, of shape (images, 1000).</param>
    /// <param name="top">How many classes to name.</param>
    /// <returns>For each image the likeliest classes first: WordNet's number, a name, the score.</returns>
    /// <exception cref="ValueError">The array has another shape.</exception>
    /// <exception cref="IOException">The names cannot be downloaded.</exception>
    public (string class_name, string class_description, float score)[][] decode_predictions(NDArray preds, int top = 5) => ImageNetClasses.Decode(preds, top);
}

/// <summary><c>keras.applications.imagenet_utils</c>: preprocessing in any of the three ways.</summary>
public sealed class ImageNetUtilsApi
{
    internal ImageNetUtilsApi() { }

    /// <summary>The shape of a network's input: the one given, checked, or the default. Inside Keras; scripts with networks of their own use it.</summary>
    /// <param name="input_shape">What the caller gave, without the batch axis; null for the default.</param>
    /// <param name="default_size">Rows and columns where nothing is given.</param>
    /// <param name="min_size">The smallest that the network can take.</param>
    /// <param name="data_format">Only <c>channels_last</c>, or null for the global setting where it is that.</param>
    /// <param name="require_flatten">Whether all lengths must be known: with a classifier.</param>
    /// <param name="weights"><c>imagenet</c>, null or a file.</param>
    /// <exception cref="ValueError">The shape does not fit.</exception>
    /// <exception cref="NotSupportedException">The channels come first.</exception>
    public Shape _obtain_input_shape(Shape? input_shape, int default_size, int min_size, string? data_format, bool require_flatten, string? weights = null) =>
        (data_format ?? ImageDataFormat.Value) == "channels_last" ? new Application(require_flatten, weights, null, input_shape, null, 1000, null, "").ShapeOfInput(default_size, min_size)
        : throw new NotSupportedException("keras.applications builds networks for images with their channels last. Give data_format: \"channels_last\".");
    /// <summary>The same in the words of Keras 2.0.</summary>
    [Obsolete("Write require_flatten: for include_top:.")]
    public Shape _obtain_input_shape(Shape? input_shape, int default_size, int min_size, bool include_top, string? data_format = null, string? weights = null) =>
        _obtain_input_shape(input_shape, default_size, min_size, data_format, include_top, weights);
    /// <inheritdoc cref="_obtain_input_shape(Shape?, int, int, string?, bool, string?)"/>
    public Shape obtain_input_shape(Shape? input_shape, int default_size, int min_size, string? data_format, bool require_flatten, string? weights = null) =>
        _obtain_input_shape(input_shape, default_size, min_size, data_format, require_flatten, weights);

    /// <summary>Brings images with values 0 … 255 to what networks were trained on; see <see cref="ApplicationModule.preprocess_input(NDArray)"/>.</summary>
    /// <param name="x">One RGB image or a batch of them.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <param name="mode"><c>caffe</c>: BGR minus the means of ImageNet; <c>tf</c>: −1 … 1; <c>torch</c>: 0 … 1, minus the means and over the deviations of ImageNet.</param>
    /// <exception cref="ValueError">The mode or the format is unknown.</exception>
    public NDArray preprocess_input(NDArray x, string? data_format = null, string mode = "caffe") => ImageNetPreprocessing.Run(x, data_format, ImageNetPreprocessing.Named(mode));
    /// <summary>The same inside a layer's <c>call</c>, in a Lambda or a data set's <c>map</c>.</summary>
    /// <exception cref="ValueError">The mode or the format is unknown, or the tensor is one of integers.</exception>
    public Tensor preprocess_input(Tensor x, string? data_format = null, string mode = "caffe") => ImageNetPreprocessing.Run(x, data_format, ImageNetPreprocessing.Named(mode));
    /// <summary>The same as part of a functional model.</summary>
    /// <exception cref="ValueError">The mode or the format is unknown, or the tensor is one of integers.</exception>
    public KerasTensor preprocess_input(KerasTensor x, string? data_format = null, string mode = "caffe") => ImageNetPreprocessing.Run(x, data_format, ImageNetPreprocessing.Named(mode));

    /// <inheritdoc cref="ApplicationModule.decode_predictions"/>
    public (string class_name, string class_description, float score)[][] decode_predictions(NDArray preds, int top = 5) => ImageNetClasses.Decode(preds, top);
}
