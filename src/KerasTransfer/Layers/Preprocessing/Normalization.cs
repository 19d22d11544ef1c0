using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer.Layers;

/// <summary>
/// Brings each feature to mean 0 and variance 1: (x − mean) / √variance, with a mean and a variance that are given or learned from data with <see cref="adapt(NDArray)"/>.
/// Output: the input's shape.
/// </summary>
[NoFactory]
public sealed class Normalization : Layer
{
    private readonly NDArray? input_mean, input_variance;
    private Shape? buildShape;
    private int[] kept = [];
    private Variable? adaptMean, adaptVariance;

    /// <summary>A layer with one mean and variance per element of an axis.</summary>
    /// <param name="axis">The axis; null for a single mean and variance.</param>
    /// <param name="mean">The mean, if it is known.</param>
    /// <param name="variance">The variance, if it is known.</param>
    /// <param name="invert">Whether to undo a normalization: x · √variance + mean.</param>
    /// <param name="name">The layer's name; null for <c>normalization</c>, <c>normalization_1</c>, …</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; none of them is of that kind.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    /// <param name="input_dim">The length of one sample, on the first layer of a model.</param>
    /// <exception cref="ValueError">Only one of mean and variance is given, or they do not fit each other or the axes.</exception>
    public Normalization(int? axis = -1, NDArray? mean = null, NDArray? variance = null, bool invert = false, string? name = null, bool trainable = true, DType? dtype = null, Shape? input_shape = null, int? input_dim = null)
        : this(axis is { } one ? new Axes([one]) : new Axes([]), mean, variance, invert, LayerOptions.From(name, trainable, dtype, input_shape: input_shape, input_dim: input_dim)) { }

    /// <summary>A layer with one mean and variance per element of some axes.</summary>
    /// <param name="axis">The axes: <c>[1, 2]</c>.</param>
    /// <param name="mean">The mean, if it is known.</param>
    /// <param name="variance">The variance, if it is known.</param>
    /// <param name="invert">Whether to undo a normalization: x · √variance + mean.</param>
    /// <param name="name">The layer's name; null for <c>normalization</c>, <c>normalization_1</c>, …</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; none of them is of that kind.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    /// <param name="input_dim">The length of one sample, on the first layer of a model.</param>
    /// <exception cref="ValueError">Only one of mean and variance is given, or they do not fit each other or the axes.</exception>
    [OverloadResolutionPriority(-1)]
    public Normalization(Axes axis, NDArray? mean = null, NDArray? variance = null, bool invert = false, string? name = null, bool trainable = true, DType? dtype = null, Shape? input_shape = null, int? input_dim = null)
        : this(axis, mean, variance, invert, LayerOptions.From(name, trainable, dtype, input_shape: input_shape, input_dim: input_dim)) { }

    private Normalization(Axes axis, NDArray? mean, NDArray? variance, bool invert, LayerOptions options) : base(options)
    {
        if (mean is null != variance is null) throw new ValueError($"When setting values directly, both `mean` and `variance` must be set. Received: mean={Text(mean)} and variance={Text(variance)}");
        if (mean is not null && mean.shape != variance!.shape)
            throw new ValueError($"When setting values directly, `mean` and `variance` must have the same shape. Received: mean shape {mean.shape} and variance shape {variance.shape}");
        if (mean is not null && mean.ndim > axis.Count)
            throw new ValueError($"The rank of `mean` must be less than or equal to the number of axes ({axis.Count}). Received: mean shape {mean.shape} for axis {Tuple(axis)}");
        (this.axis, input_mean, input_variance, this.invert) = (new Axes([.. axis]), mean, variance, invert);
        static string Text(NDArray? x) => x is null ? "None" : x.ToString()!;
    }

    /// <summary>The axes whose elements have their own mean and variance; none: there is one for all.</summary>
    public Axes axis { get; }
    /// <summary>Whether a normalization is undone.</summary>
    public bool invert { get; }
    /// <summary>The mean in use, given or learned.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public NDArray mean => input_mean ?? (adaptMean ?? throw NotBuilt()).numpy();
    /// <summary>The variance in use, given or learned.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public NDArray variance => input_variance ?? (adaptVariance ?? throw NotBuilt()).numpy();

    private static ValueError NotBuilt() => new("You must call `.build(input_shape)` on the layer before using it.");
    private static string Tuple(Axes axes) => axes.Count == 1 ? $"({axes[0]},)" : $"({string.Join(", ", axes)})";

    /// <inheritdoc/>
    /// <exception cref="ValueError">An axis is out of range or its length is not known.</exception>
    public override void build(Shape input_shape)
    {
        int rank = input_shape.Rank;
        if (axis.Any(a => a < -rank || a >= rank)) throw new ValueError($"All `axis` values must be in the range [-ndim, ndim). Received inputs with ndim={rank}, while axis={Tuple(axis)}");
        kept = [.. axis.Select(input_shape.Axis).Order()];
        foreach (int a in kept)
            if (input_shape[a] == Shape.Unknown)
                throw new ValueError($"All `axis` values to be kept must have a known shape. Received axis={Tuple(axis)}, inputs.shape={input_shape}, with unknown axis at index {a}");
        buildShape = input_shape;
        if (input_mean is not null) return;
        Shape shape = new([.. kept.Select(a => input_shape[a])]);
        adaptMean = add_weight("mean", shape, "zeros", trainable: false);
        adaptVariance = add_weight("variance", shape, "ones", trainable: false);
        add_weight("count", Shape.Scalar, "zeros", DType.int64, trainable: false);                       // files of Keras hold it; it stays 0
    }

    /// <summary>Learns mean and variance from data.</summary>
    /// <param name="data">Samples along the first axis.</param>
    /// <exception cref="ValueError">The shape is not the one that the layer was built for.</exception>
    public void adapt(NDArray data)
    {
        Prepare(data.shape);
        if (input_mean is not null) throw Given();
        Axes others = Others(data.ndim);
        adaptMean!.assign(Mean(data, others));
        adaptVariance!.assign(Variance(data, others));
    }

    /// <summary>Learns mean and variance from batches of data, so that not all need be in memory.</summary>
    /// <param name="data">Batches with the samples along the first axis.</param>
    /// <exception cref="ValueError">There is none, or one has another shape.</exception>
    public void adapt(IEnumerable<NDArray> data)
    {
        NDArray? mean = null, variance = null;
        double total = 0;
        foreach (NDArray given in data)
        {
            Prepare(given.shape);
            if (input_mean is not null) throw Given();
            NDArray batch = given.astype(dtype);
            Axes others = Others(batch.ndim);
            NDArray batchMean = Mean(batch, others), batchVariance = Variance(batch, others);
            double count = others.Count == 0 ? 1 : others.Aggregate(1.0, (n, a) => n * batch.shape[a]);
            total += count;
            double weight = count / total, before = 1.0 - weight;
            if (mean is null) { (mean, variance) = (batchMean, batchVariance); continue; }
            // The variance within the parts and between their means add up.
            NDArray newMean = mean * before + batchMean * weight;
            variance = (variance! + Square(mean - newMean)) * before + (batchVariance + Square(batchMean - newMean)) * weight;
            mean = newMean;
        }
        if (mean is null)
            throw new ValueError("adapt() received an empty iterable (no batches). Expected at least one batch. Pass a non-empty iterable of arrays or tensors, e.g. layer.adapt([x]) or layer.adapt(list_of_batches).");
        adaptMean!.assign(mean.astype(adaptMean.dtype));
        adaptVariance!.assign(variance!.astype(adaptVariance.dtype));

        static NDArray Square(NDArray x) => x * x;
    }

    private ValueError Given() => new($"Normalization '{name}': mean and variance were given, so there is nothing to adapt. Leave them out to learn them from data.");
    private Axes Others(int rank) => new([.. Enumerable.Range(0, rank).Except(kept)]);

    // Over no axis, each element is its own mean.
    private static NDArray Mean(NDArray data, Axes axes) => axes.Count > 0 ? KerasApi.np.mean(data, axes) : data;
    private static NDArray Variance(NDArray data, Axes axes) => axes.Count > 0 ? KerasApi.np.var(data, axes) : data * 0;

    private void Prepare(Shape shape)
    {
        if (!built) EnsureBuilt([shape]);
        foreach (int a in kept)
            if (a >= shape.Rank || shape[a] != buildShape![a])
                throw new ValueError($"The layer was built with input_shape={buildShape}, but adapt() is being called with data with an incompatible shape, data.shape={shape}");
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        inputs = inputs.Cast(dtype);
        int[] lengths = [.. Enumerable.Range(0, inputs.ndim).Select(a => kept.Contains(a) ? inputs.shape[a] : 1)];
        Tensor mean = adaptMean is null ? Aligned(input_mean!) : ops.reshape(adaptMean, lengths);
        Tensor deviation = ops.maximum(ops.sqrt(adaptVariance is null ? Aligned(input_variance!) : ops.reshape(adaptVariance, lengths)), Epsilon.Value);
        return invert ? mean + inputs * deviation : (inputs - mean) / deviation;

        // A given array's axes are the last of the kept ones.
        Tensor Aligned(NDArray given)
        {
            int[] own = [.. Enumerable.Repeat(1, inputs.ndim)];
            for (int i = 1; i <= given.ndim; i++) own[kept[^i]] = given.shape[^i];
            return given.astype(dtype).reshape(own);
        }
    }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["axis"] = ConfigValue.Of(axis.ToArray());
        config["invert"] = invert;
        config["mean"] = ConfigValue.Of(input_mean);
        config["variance"] = ConfigValue.Of(input_variance);
        return config;
    }

    internal static Normalization FromConfig(ConfigReader reader) => new(
        reader.Optional<Axes?>("axis", new Axes([-1]), static item => item.IsNull ? null : item.To<Axes>()) ?? new Axes([]),
        reader.Optional<NDArray?>("mean", null, static item => item.IsNull ? null : item.To<NDArray>()),
        reader.Optional<NDArray?>("variance", null, static item => item.IsNull ? null : item.To<NDArray>()),
        reader.Optional("invert", false, static item => item.ToBool()),
        new LayerOptions(reader.Optional<string?>("name", null, static item => item.ToText()), reader.Optional("trainable", true, static item => item.ToBool()),
            reader.Optional<DType?>("dtype", null, static item => item.ToDType()), BatchInputShape: reader.Optional<Shape?>("batch_input_shape", null, static item => item.IsNull ? null : item.ToShape())));
}

