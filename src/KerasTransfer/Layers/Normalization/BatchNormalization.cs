using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>
/// Brings each channel to mean 0 and variance 1, then scales and shifts it: (x − mean) / √(variance + epsilon) · gamma + beta. In training the statistics are the
/// batch's, and moving averages follow them; otherwise, and while the layer is not trainable, they are the moving averages. Output: the input's shape.
/// </summary>
/// <param name="axis">The channels' axis.</param>
/// <param name="momentum">How much of a moving average stays at each step.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether there is a beta.</param>
/// <param name="scale">Whether there is a gamma.</param>
/// <param name="beta_initializer">beta's first values; null for zeros.</param>
/// <param name="gamma_initializer">gamma's first values; null for ones.</param>
/// <param name="moving_mean_initializer">The moving mean's first values; null for zeros.</param>
/// <param name="moving_variance_initializer">The moving variance's first values; null for ones.</param>
/// <param name="beta_regularizer">Penalty on beta.</param>
/// <param name="gamma_regularizer">Penalty on gamma.</param>
/// <param name="beta_constraint">Bounds of beta.</param>
/// <param name="gamma_constraint">Bounds of gamma.</param>
/// <param name="renorm">Batch renormalization; not supported.</param>
/// <param name="synchronized">Whether the statistics are taken over all replicas of the model: there is one, so both are the same.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Ioffe and Szegedy 2015. The moving variance follows the variance that divides by n, as in Keras 3 (Keras 2's fused kernel divides by n − 1).</remarks>
public sealed partial class BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 1e-3, bool center = true, bool scale = true,
    Initializer? beta_initializer = null, Initializer? gamma_initializer = null, Initializer? moving_mean_initializer = null, Initializer? moving_variance_initializer = null,
    Regularizer? beta_regularizer = null, Regularizer? gamma_regularizer = null, Constraint? beta_constraint = null, Constraint? gamma_constraint = null,
    bool renorm = false, bool synchronized = false, LayerOptions? options = null) : Layer(options)
{
    private Variable? moving_mean_, moving_variance_;

    /// <summary>beta's first values.</summary>
    public Initializer beta_initializer { get; } = beta_initializer ?? "zeros";
    /// <summary>gamma's first values.</summary>
    public Initializer gamma_initializer { get; } = gamma_initializer ?? "ones";
    /// <summary>The moving mean's first values.</summary>
    public Initializer moving_mean_initializer { get; } = moving_mean_initializer ?? "zeros";
    /// <summary>The moving variance's first values.</summary>
    public Initializer moving_variance_initializer { get; } = moving_variance_initializer ?? "ones";
    /// <summary>Always false.</summary>
    public bool renorm { get; } = !renorm ? renorm
        : throw new NotSupportedException("BatchNormalization: renorm=True is not supported (Keras 3 has it since 3.15 only). Leave it out; for small batches take GroupNormalization or LayerNormalization.");

    /// <summary>The factor of each channel; null without one or before the layer is built.</summary>
    public Variable? gamma { get; private set; }
    /// <summary>What is added to each channel; null without one or before the layer is built.</summary>
    public Variable? beta { get; private set; }
    /// <summary>The moving average of the channels' means.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable moving_mean => moving_mean_ ?? throw new ValueError("You must build the layer before accessing `moving_mean`.");
    /// <summary>The moving average of the channels' variances.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable moving_variance => moving_variance_ ?? throw new ValueError("You must build the layer before accessing `moving_variance`.");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int channels = input_shape[input_shape.Axis(axis)];
        if (scale) gamma = add_weight("gamma", channels, gamma_initializer, regularizer: gamma_regularizer, constraint: gamma_constraint);
        if (center) beta = add_weight("beta", channels, beta_initializer, regularizer: beta_regularizer, constraint: beta_constraint);
        moving_mean_ = add_weight("moving_mean", channels, moving_mean_initializer, trainable: false);
        moving_variance_ = add_weight("moving_variance", channels, moving_variance_initializer, trainable: false);
        input_spec = new InputSpec(ndim: input_shape.Rank, axes: new Dictionary<int, int> { [axis] = channels });
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        inputs = OpsApi.FloatOf(inputs);
        int channels = inputs.shape.Axis(axis);
        if (training && trainable && channels == inputs.ndim - 1) return OfBatch(inputs);
        Tensor mean = moving_mean, variance = moving_variance;
        if (training && trainable)
        {
            Axes others = new([.. Enumerable.Range(0, inputs.ndim).Where(i => i != channels)]);
            mean = ops.mean(inputs, others);
            variance = ops.mean(ops.square(inputs - OverChannels(mean)), others);
            Follow(mean, variance);
        }
        Tensor factor = ops.rsqrt(variance + epsilon);
        if (gamma is not null) factor *= gamma;
        Tensor shift = beta is null ? -mean * factor : beta - mean * factor;
        return inputs * OverChannels(factor) + OverChannels(shift);

        Tensor OverChannels(Tensor x)
        {
            int[] lengths = [.. Enumerable.Repeat(1, inputs.ndim - channels)];
            lengths[0] = x.shape[0];
            return ops.reshape(x, lengths);
        }
    }

    // With the channels last, statistics and gradients have operations of their own, which pass over the inputs as rarely as can be.
    private Tensor OfBatch(Tensor inputs)
    {
        Tensor moments = new ChannelMoments().On(inputs), mean = ChannelMoments.Row(moments, 0), variance = ChannelMoments.Row(moments, 1);
        Follow(mean, variance);
        Tensor factor = ops.rsqrt(variance + epsilon);
        if (gamma is not null) factor *= gamma;
        return new Standardize().On(inputs, mean, factor.Cast(inputs.dtype), beta is null ? ops.zeros_like(mean) : ((Tensor)beta).Cast(inputs.dtype));
    }

    private void Follow(Tensor mean, Tensor variance)
    {
        moving_mean.assign(moving_mean * momentum + mean * (1 - momentum));
        moving_variance.assign(moving_variance * momentum + variance * (1 - momentum));
    }
}
