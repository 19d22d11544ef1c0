namespace KerasTransfer.Layers;

/// <summary>Brings each sample to mean 0 and variance 1 over some axes, then scales and shifts: (x − mean) / √(variance + epsilon) · gamma + beta. Output: the input's shape.</summary>
/// <param name="axis">The axes; null for the last.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether there is a beta.</param>
/// <param name="scale">Whether there is a gamma.</param>
/// <param name="beta_initializer">beta's first values, in the shape of the axes; null for zeros.</param>
/// <param name="gamma_initializer">gamma's first values, in the shape of the axes; null for ones.</param>
/// <param name="beta_regularizer">Penalty on beta.</param>
/// <param name="gamma_regularizer">Penalty on gamma.</param>
/// <param name="beta_constraint">Bounds of beta.</param>
/// <param name="gamma_constraint">Bounds of gamma.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Ba et al. 2016.</remarks>
public sealed partial class LayerNormalization(Axes? axis = null, double epsilon = 1e-3, bool center = true, bool scale = true, Initializer? beta_initializer = null, Initializer? gamma_initializer = null,
    Regularizer? beta_regularizer = null, Regularizer? gamma_regularizer = null, Constraint? beta_constraint = null, Constraint? gamma_constraint = null, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The axes.</summary>
    public Axes axis { get; private set; } = axis ?? -1;
    /// <summary>beta's first values.</summary>
    public Initializer beta_initializer { get; } = beta_initializer ?? "zeros";
    /// <summary>gamma's first values.</summary>
    public Initializer gamma_initializer { get; } = gamma_initializer ?? "ones";
    /// <summary>The factors; null without them or before the layer is built.</summary>
    public Variable? gamma { get; private set; }
    /// <summary>What is added; null without it or before the layer is built.</summary>
    public Variable? beta { get; private set; }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        axis = new Axes([.. axis.Order()]);
        Shape shape = new([.. axis.Select(a => input_shape[input_shape.Axis(a)])]);
        if (scale) gamma = add_weight("gamma", shape, gamma_initializer, regularizer: gamma_regularizer, constraint: gamma_constraint);
        if (center) beta = add_weight("beta", shape, beta_initializer, regularizer: beta_regularizer, constraint: beta_constraint);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        inputs = OpsApi.FloatOf(inputs);
        Tensor mean = ops.mean(inputs, axis, keepdims: true), factor = ops.rsqrt(ops.mean(ops.square(inputs - mean), axis, keepdims: true) + epsilon);
        int[] lengths = [.. Enumerable.Repeat(1, inputs.ndim)];
        foreach (int a in axis.Select(inputs.shape.Axis)) lengths[a] = inputs.shape[a];
        if (gamma is not null) factor *= ops.reshape(gamma, lengths);
        Tensor shift = -mean * factor;
        if (beta is not null) shift += ops.reshape(beta, lengths);
        return inputs * factor + shift;
    }
}
