using KerasTransfer.Layers;
using KerasTransfer.Models;

namespace KerasTransfer.Applications;

/// <summary>One call of a function of <c>keras.applications</c>: its arguments, and what all networks do with them.</summary>
/// <param name="IncludeTop">Whether the classifier is built.</param>
/// <param name="Weights"><c>imagenet</c>, a path, or null.</param>
/// <param name="InputTensor">Where to begin, if not at an input of its own.</param>
/// <param name="InputShape">The shape of one image, as it was given.</param>
/// <param name="Pooling">What to do without the classifier.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="ClassifierActivation">The last layer's activation.</param>
/// <param name="Name">The model's name.</param>
internal sealed record Application(bool IncludeTop, string? Weights, KerasTensor? InputTensor, Shape? InputShape, string? Pooling, int Classes, string? ClassifierActivation, string Name)
{
    /// <summary>A network whose arguments are those that most have.</summary>
    public static ApplicationFunction Function(string network, Func<Application, Model> build) =>
        (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name) =>
            build(new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? network));

    /// <summary>Whether the weights are those learned on ImageNet.</summary>
    public bool OfImageNet => Weights == "imagenet";

    /// <summary>Refuses weights that are no file, and another number of classes than the weights have.</summary>
    /// <param name="quoted">Which of Keras's wordings the error has.</param>
    public void CheckWeights(bool quoted = false)
    {
        if (ImageDataFormat.ChannelsFirst)
            throw new NotSupportedException("keras.applications builds networks for images with their channels last. Call keras.config.set_image_data_format(\"channels_last\") and give images as (batch, rows, columns, channels).");
        if (Weights is not (null or "imagenet") && !File.Exists(Weights))
            throw new ValueError("The `weights` argument should be either `None` (random initialization), 'imagenet' (pre-training on ImageNet), or the path to the weights file to be loaded.  "
                + $"Received: weights={Weights}");
        if (OfImageNet && IncludeTop && Classes != 1000)
            throw new ValueError(quoted ? $"If using `weights=\"imagenet\"` with `include_top` as true, `classes` should be 1000. Received `classes={Classes}`"
                : $"If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000.  Received classes={Classes}");
        if (IncludeTop && Weights is not null && ClassifierActivation is not (null or "softmax" or "linear"))
            throw new ValueError("Only `None` and `softmax` activations are allowed for the `classifier_activation` argument when using pretrained weights, with `include_top=True`; "
                + $"Received: classifier_activation={ClassifierActivation}");
    }

    /// <summary>The shape of the input: the one that was given, checked, or the default.</summary>
    /// <param name="default_size">Rows and columns where nothing is given.</param>
    /// <param name="min_size">The smallest that the network can take.</param>
    /// <param name="is_static">Whether all lengths must be known; null: with the classifier.</param>
    public Shape ShapeOfInput(int default_size, int min_size, bool? is_static = null)
    {
        bool known = is_static ?? IncludeTop;
        Shape? given = InputShape;
        Shape expected = (default_size, default_size, 3);
        if (!OfImageNet && given?.Rank == 3)
        {
            if (given[2] is not (1 or 3)) Warning.Write($"This model usually expects 1 or 3 input channels. However, it was passed an input_shape with {(given[2] < 0 ? "None" : given[2])} input channels.");
            expected = (default_size, default_size, given[2]);
        }
        if (OfImageNet && known)
            return given is null || given == expected ? expected
                : throw new ValueError($"When setting `include_top=True` and loading `imagenet` weights, `input_shape` should be {expected}.  Received: input_shape={given}");
        if (given is not null)
        {
            if (given.Rank != 3) throw new ValueError("`input_shape` must be a tuple of three integers." + $" Received: input_shape={given}. It has no batch axis: (rows, columns, channels).");
            if (given[2] != 3 && OfImageNet) throw new ValueError($"The input must have 3 channels; Received `input_shape={given}`");
            if (given.Dims[..2].ToArray().Any(d => d != Shape.Unknown && d < min_size))
                throw new ValueError($"Input size must be at least {min_size}x{min_size}; Received: input_shape={given}");
        }
        Shape shape = given ?? (known ? expected : (null, null, 3));
        return !known || shape.IsKnown ? shape
            : throw new ValueError($"If `include_top` is True, you should specify a static `input_shape`. Received: input_shape={shape}");
    }

    /// <summary>Builds the model and loads its weights; the file is looked for first, so that nothing is built in vain.</summary>
    /// <param name="shape">The shape of one image.</param>
    /// <param name="files">Where the weights of ImageNet are.</param>
    /// <param name="layers">The network on an input.</param>
    public Model Build(Shape shape, PretrainedWeights files, Func<KerasTensor, KerasTensor> layers)
    {
        string? path = OfImageNet ? files.Get(IncludeTop) : Weights;
        Model model;
        using (path is null ? null : new WeightsToCome())
        {
            KerasTensor input = InputTensor ?? new InputLayer(shape).output;
            KerasTensor output = layers(input);
            model = new Model(Sources(input), output, Name);
        }
        if (path is not null) model.load_weights(path);
        return model;
    }

    /// <summary>Without the classifier: the pooling that was asked for.</summary>
    public KerasTensor Pool(KerasTensor x, string? average = null, string? max = null) => Pooling switch
    {
        "avg" => new GlobalAveragePooling2D(name: average).Apply(x),
        "max" => new GlobalMaxPooling2D(name: max).Apply(x),
        _ => x,
    };

    /// <summary>The classifier: a dense layer called <c>predictions</c>.</summary>
    public KerasTensor Predictions(KerasTensor x) => new Dense(Classes, activation: ClassifierActivation is null ? null : (Activation)ClassifierActivation, name: "predictions").Apply(x);

    /// <summary>The inputs that a symbolic tensor comes from.</summary>
    private static KerasTensors Sources(KerasTensor tensor)
    {
        List<KerasTensor> sources = [];
        HashSet<Node> seen = [];
        Visit(tensor);
        return sources;

        void Visit(KerasTensor x)
        {
            if (!seen.Add(x.Node)) return;
            if (x.Node.Inputs.Count == 0) sources.Add(x);
            foreach (KerasTensor input in x.Node.Inputs) Visit(input);
        }
    }
}
