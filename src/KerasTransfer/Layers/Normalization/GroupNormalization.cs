namespace KerasTransfer.Layers;

/// <summary>Brings each group of channels of each sample to mean 0 and variance 1, then scales and shifts each channel. Output: the input's shape.</summary>
/// <param name="groups">The number of groups, which divides the number of channels; −1 for one group per channel.</param>
/// <param name="axis">The channels' axis.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether there is a beta.</param>
/// <param name="scale">Whether there is a gamma.</param>
/// <param name="beta_initializer">beta's first values; null for zeros.</param>
/// <param name="gamma_initializer">gamma's first values; null for ones.</param>
/// <param name="beta_regularizer">Penalty on beta.</param>
/// <param name="gamma_regularizer">Penalty on gamma.</param>
/// <param name="beta_constraint">Bounds of beta.</param>
/// <param name="gamma_constraint">Bounds of gamma.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Wu and He 2018.</remarks>
/// <exception cref="ValueError">The number of groups is neither above 0 nor −1.</exception>
public sealed partial class GroupNormalization(int groups = 32, int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true, Initializer? beta_initializer = null,
    Initializer? gamma_initializer = null, Regularizer? beta_regularizer = null, Regularizer? gamma_regularizer = null, Constraint? beta_constraint = null, Constraint? gamma_constraint = null,
    LayerOptions? options = null) : Layer(options)
{
    /// <summary>The number of groups.</summary>
    public int groups { get; private set; } = groups > 0 || groups == -1 ? groups
        : throw new ValueError($"Received an invalid value for argument `groups`, expected a positive integer (or `-1` for instance normalization). Received: groups={groups}");
    /// <summary>beta's first values.</summary>
    public Initializer beta_initializer { get; } = beta_initializer ?? "zeros";
    /// <summary>gamma's first values.</summary>
    public Initializer gamma_initializer { get; } = gamma_initializer ?? "ones";
    /// <summary>The factor of each channel; null without one or before the layer is built.</summary>
    public Variable? gamma { get; private set; }
    /// <summary>What is added to each channel; null without one or before the layer is built.</summary>
    public Variable? beta { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ValueError">The groups do not divide the channels.</exception>
    public override void build(Shape input_shape)
    {
        int channels = input_shape[input_shape.Axis(axis)];
        if (channels == Shape.Unknown) throw new ValueError($"Axis {axis} of input tensor should have a defined dimension but the layer received an input with shape {input_shape}.");
        if (groups == -1) groups = channels;
        if (channels < groups) throw new ValueError($"Number of groups ({groups}) cannot be more than the number of channels ({channels}).");
        if (channels % groups != 0) throw new ValueError($"Number of groups ({groups}) must be a multiple of the number of channels ({channels}).");
        if (scale) gamma = add_weight("gamma", channels, gamma_initializer, regularizer: gamma_regularizer, constraint: gamma_constraint);
        if (center) beta = add_weight("beta", channels, beta_initializer, regularizer: beta_regularizer, constraint: beta_constraint);
        input_spec = new InputSpec(ndim: input_shape.Rank, axes: new Dictionary<int, int> { [axis] = channels });
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        inputs = OpsApi.FloatOf(inputs);
        Shape shape = inputs.shape;
        int at = shape.Axis(axis), inGroup = shape[at] / groups;
        Tensor x = ops.reshape(inputs, shape[..at].Concat((groups, inGroup)).Concat(shape[(at + 1)..]));
        Axes others = new([.. Enumerable.Range(1, x.ndim - 1).Where(i => i != at)]);                     // all but the batch and the groups
        Tensor mean = ops.mean(x, others, keepdims: true), factor = ops.rsqrt(ops.mean(ops.square(x - mean), others, keepdims: true) + epsilon);
        int[] lengths = [.. Enumerable.Repeat(1, x.ndim)];
        (lengths[at], lengths[at + 1]) = (groups, inGroup);
        if (gamma is not null) factor *= ops.reshape(gamma, lengths);
        Tensor shift = -mean * factor;
        if (beta is not null) shift += ops.reshape(beta, lengths);
        return ops.reshape(x * factor + shift, shape);
    }
}
