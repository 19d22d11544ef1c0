using System.Numerics.Tensors;

namespace KerasTransfer.Engines.Managed;

internal static unsafe partial class Elementwise
{
    /// <summary>x += bias + constant; a null bias is none.</summary>
    public static void AddBias(float* x, float* bias, float constant, int count)
    {
        Span<float> xs = new(x, count);
        if (bias is not null) TensorPrimitives.Add(xs, new ReadOnlySpan<float>(bias, count), xs);
        if (constant != 0) TensorPrimitives.Add(xs, constant, xs);
    }

    public static void Apply(Activation activation, float slope, float* x, float* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float v = x[i];
            y[i] = activation switch
            {
                Activation.Relu => v < 0 ? 0 : v,
                Activation.Relu6 => v < 0 ? 0 : v > 6 ? 6 : v,
                Activation.LeakyRelu => v < 0 ? slope * v : v,
                Activation.Sigmoid => 1 / (1 + MathF.Exp(-v)),
                Activation.Tanh => MathF.Tanh(v),
                Activation.Silu => v / (1 + MathF.Exp(-v)),
                Activation.Elu => v < 0 ? slope * (MathF.Exp(v) - 1) : v,
                _ => v,
            };
        }
    }
}
