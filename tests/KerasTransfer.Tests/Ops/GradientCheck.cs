using KerasTransfer.Autodiff;
using KerasTransfer.Graph;

namespace KerasTransfer.Tests.Ops;

/// <summary>An operation's gradient against central differences of its value.</summary>
internal static class GradientCheck
{
    /// <summary>Checks d Σ(f(x)·w) / dx for fixed random weights w, for each floating-point input.</summary>
    public static void Run(string name, Func<IReadOnlyList<Tensor>, Tensor> f, IReadOnlyList<NDArray> inputs, double tolerance = 2e-2, double step = 1e-2)
    {
        TensorType[] types = [.. inputs.Select(i => new TensorType(i.shape, i.dtype))];
        RandomState random = new(7);
        NDArray? weights = null;
        Tensor Loss(IReadOnlyList<Tensor> x)
        {
            Tensor y = f(x);
            weights ??= NDArray.FromArray([.. Enumerable.Range(0, (int)y.shape.Size).Select(_ => (float)(random.rand() + 0.5))], y.shape);
            return KerasApi.keras.ops.sum(y.Cast(DType.float32) * (Tensor)weights);
        }
        var value = Function.Of(types, x => [Loss(x)]).Compile();
        int[] floats = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].dtype.IsFloating)];
        var gradient = Function.Of(types, x => [.. Gradients.Of(Loss(x), [.. floats.Select(i => x[i])]).Select((g, i) => g ?? KerasApi.keras.ops.zeros(x[floats[i]].shape))]).Compile();
        NDArray[] found = gradient.Run(inputs);
        for (int k = 0; k < floats.Length; k++)
        {
            NDArray input = inputs[floats[k]];
            Assert.AreEqual(input.shape, found[k].shape, $"{name}: shape of the gradient of input {floats[k]}");
            for (int i = 0; i < input.size; i++)
            {
                float old = input.AsSpan<float>()[i];
                input.AsSpan<float>()[i] = (float)(old + step);
                double up = value.Run(inputs)[0].AsSpan<float>()[0];
                input.AsSpan<float>()[i] = (float)(old - step);
                double down = value.Run(inputs)[0].AsSpan<float>()[0];
                input.AsSpan<float>()[i] = old;
                double expected = (up - down) / (2 * step), actual = found[k].AsSpan<float>()[i];
                Assert.AreEqual(expected, actual, tolerance * Math.Max(1, Math.Abs(expected)), $"{name}: gradient of input {floats[k]}, element {i}");
            }
        }
    }
}
