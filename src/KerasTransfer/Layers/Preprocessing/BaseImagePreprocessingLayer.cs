using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>
/// A layer that changes pictures at random in training and leaves them as they are otherwise. It takes a batch (batch, rows, columns, channels) or one picture of three axes and gives
/// floating-point numbers. Called directly, outside <c>fit</c> and <c>predict</c>, it changes them unless <c>training: false</c> is said.
/// </summary>
/// <remarks>The random numbers are those of Keras 3 on TensorFlow: with the same seed the same call changes the same pictures alike. Boxes and masks beside the pictures are not supported.</remarks>
public abstract class BaseImagePreprocessingLayer : Layer
{
    private protected BaseImagePreprocessingLayer(long? seed, string? data_format, LayerOptions? options, long? shownSeed = null) : base(options)
    {
        (this.seed, this.data_format) = (shownSeed ?? seed, ImageDataFormat.Of(data_format));
        Seeds = Track(new SeedGenerator(seed));
    }

    /// <summary>The seed it was given; null: it drew one from the global seed.</summary>
    public long? seed { get; }
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; }

    /// <summary>Where the random numbers come from; each draw takes the next pair of seeds.</summary>
    internal SeedGenerator Seeds { get; set; }

    internal override bool TrainsByDefault => true;

    /// <summary>Whether numbers are drawn even where nothing is changed, as some layers of Keras do.</summary>
    internal virtual bool AlwaysDraws => false;

    /// <summary>The axes of a batch.</summary>
    private protected int RowAxis => data_format == "channels_first" ? 2 : 1;
    private protected int ColumnAxis => data_format == "channels_first" ? 3 : 2;
    private protected int ChannelAxis => data_format == "channels_first" ? 1 : 3;

    internal override bool? ModeByDefault => true;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (inputs.ndim is not (3 or 4)) throw new ValueError($"Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: data.shape={inputs.shape}");
        Tensor images = inputs.Cast(dtype);
        if (!training && !AlwaysDraws) return Inference(images);
        Tensor changed = images.ndim == 4 ? Change(images) : ops.squeeze(Change(ops.expand_dims(images, 0)), 0);
        return training ? changed : Inference(images);
    }

    /// <summary>What becomes of a batch in training.</summary>
    internal abstract Tensor Change(Tensor images);

    /// <summary>What becomes of pictures otherwise: a batch or a single one.</summary>
    private protected virtual Tensor Inference(Tensor images) => images;

    /// <summary>Numbers evenly distributed in [low, high).</summary>
    private protected Tensor Uniform(Shape shape, double low, double high, DType? type = null) => new StatelessUniform(shape, type ?? DType.float32, low, high).On(Seeds.NextInTrace());

    /// <summary>The pictures, each pixel read where its transform says; eight float32 numbers for each picture, see <see cref="ProjectiveTransform"/>.</summary>
    private protected Tensor Transformed(Tensor images, Tensor transforms, PictureReading reading)
    {
        bool first = data_format == "channels_first";
        if (first) images = ops.transpose(images, [0, 2, 3, 1]);
        Tensor moved = new ProjectiveTransform(reading.Bilinear, reading.Edge, (float)reading.FillValue).On(images, transforms);
        return first ? ops.transpose(moved, [0, 3, 1, 2]) : moved;
    }

    /// <summary>Columns of numbers, one per picture, side by side; null is a column of zeros, 1 of ones.</summary>
    private protected static Tensor Columns(int count, params ReadOnlySpan<Tensor?> columns)
    {
        Tensor zeros = ops.zeros((count, 1), DType.float32);
        List<Tensor> all = [];
        foreach (Tensor? column in columns) all.Add(column is null ? zeros : column.ndim == 0 ? ops.broadcast_to(column.Cast(DType.float32).Reshape((1, 1)), (count, 1)) : column.Reshape((count, 1)));
        return ops.concatenate(new Tensors([.. all]), 1);
    }
}

/// <summary>How pixels are read at places between them, and outside the picture.</summary>
internal readonly record struct PictureReading(bool Bilinear, PictureEdge Edge, double FillValue)
{
    /// <summary>The arguments <c>interpolation</c>, <c>fill_mode</c> and <c>fill_value</c> of a layer.</summary>
    /// <exception cref="ValueError">One is unknown.</exception>
    public static PictureReading Of(string interpolation, string fill_mode, double fill_value) => new(
        interpolation switch
        {
            "bilinear" => true,
            "nearest" => false,
            _ => throw new ValueError($"Unknown `interpolation` {interpolation}. Expected of one ('nearest', 'bilinear')."),
        },
        fill_mode switch
        {
            "reflect" => PictureEdge.Reflect,
            "wrap" => PictureEdge.Wrap,
            "constant" => PictureEdge.Constant,
            "nearest" => PictureEdge.Nearest,
            _ => throw new ValueError($"Unknown `fill_mode` {fill_mode}. Expected of one ('reflect', 'wrap', 'constant', 'nearest')."),
        }, fill_value);
}

/// <summary>The bounds of a random amount: one number f is (−f, f), cut at the least allowed; two are put in order.</summary>
internal static class RandomFactor
{
    /// <exception cref="ValueError">A number is out of range.</exception>
    public static NumberRange Bounds(NumberRange factor, double least, double most)
    {
        string error = $"The `factor` argument should be a number (or a list of two numbers) in the range [{Text(least)}, {Text(most)}]. Received: factor={factor}";
        if (factor.IsPair)
        {
            if (factor.Low > most || factor.High < least) throw new ValueError(error);
            return (Math.Min(factor.Low, factor.High), Math.Max(factor.Low, factor.High));
        }
        if (!(factor.Low >= least && factor.Low <= most)) throw new ValueError(error);
        double size = Math.Abs(factor.Low);
        return (Math.Max(-size, least), size);
    }

    /// <summary>The same for arguments whose numbers must each lie in a range, of which the lower end may not count.</summary>
    /// <exception cref="ValueError">A number is out of range.</exception>
    public static (double lower, double upper) Each(NumberRange factor, double least, double most, bool open, string names)
    {
        foreach (double number in factor)
            if (!(number <= most && (open ? number > least : number >= least)))
                throw new ValueError($"The {names} should be a number (or a list of two numbers) in the range {(open ? "(" : "[")}{Text(least)}, {Text(most)}]. Received: input_number={Text(number)}");
        return factor.IsPair ? (Math.Min(factor.Low, factor.High), Math.Max(factor.Low, factor.High)) : (-Math.Abs(factor.Low), Math.Abs(factor.Low));
    }

    private static string Text(double value) => Saving.ConfigJson.Number(value);
}
