using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KerasTransfer.Models;

namespace KerasTransfer.Tests.Applications;

/// <summary>The golden files of tests/golden/applications, the weights of their formula, and comparisons with them.</summary>
internal static class ApplicationGolden
{
    private static string Here([CallerFilePath] string here = "") => here;
    private static string Folder => Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "applications");

    public static JsonElement Load(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json"))).RootElement;

    /// <summary>Numbers in [0, 1) from a path and the place: FNV-1a, then MurmurHash3's mixing.</summary>
    private static void Uniform(string path, Span<float> values, float scale, float offset)
    {
        uint h = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(path)) h = (h ^ b) * 16777619;
        for (int i = 0; i < values.Length; i++)
        {
            uint z = (uint)(i + 1) * 0x9E3779B1 + h;
            z ^= z >> 16;
            z *= 0x85EBCA6B;
            z ^= z >> 13;
            z *= 0xC2B2AE35;
            z ^= z >> 16;
            values[i] = (z >> 8) / (float)(1 << 24) * scale + offset;
        }
    }

    /// <summary>Gives every weight the value of the formula.</summary>
    public static void SetWeights(Model model, double spread = 1.2)
    {
        foreach (Variable w in model.weights)
        {
            if (w.dtype != DType.float32) continue;
            Span<float> values = w.Value.AsSpan<float>();
            Uniform(w.path, values, 2, -1);
            int[] shape = w.shape.ToArray();
            float factor = 0.1f, offset = 0;
            if (w.path.EndsWith("kernel", StringComparison.Ordinal))
            {
                int inputs = shape is [var rows, var columns, _, 1] ? rows * columns : shape[..^1].Aggregate(1, (n, d) => n * d);
                factor = (float)(spread * Math.Sqrt(3.0 / inputs));
            }
            else if (w.name is "gamma" or "moving_variance" or "variance") (factor, offset) = (0.2f, 1);
            for (int i = 0; i < values.Length; i++) values[i] = values[i] * factor + offset;
        }
    }

    /// <summary>The numbers of the formula in [0, 1).</summary>
    public static NDArray Uniform(string path, Shape shape)
    {
        NDArray x = np.zeros(shape, dtype: "float32");
        Uniform(path, x.AsSpan<float>(), 1, 0);
        return x;
    }

    /// <summary>The kernel of a dense layer by the formula.</summary>
    public static NDArray Kernel(string path, Shape shape)
    {
        NDArray kernel = Uniform(path, shape);
        foreach (ref float v in kernel.AsSpan<float>()) v = (v * 2 - 1) * (float)(1.2 * Math.Sqrt(3.0 / shape[0]));
        return kernel;
    }

    public static NDArray Images(int rows, int columns, float brightness)
    {
        NDArray x = np.zeros((2, rows, columns, 3), dtype: "float32");
        Uniform("images", x.AsSpan<float>(), brightness, 0);
        return x;
    }

    /// <summary>One line per operation: name, class, shape, parameters, where its inputs come from.</summary>
    public static string[] Lines(Model model) => [.. model.Graph!.Operations.Select(l =>
    {
        Node node = l.InboundNodes[0];
        return $"{l.name} {(l is Operation ? "-" : l is Model and not Sequential ? "Functional" : l.GetType().Name)} {node.Outputs[0].shape} {(l is Operation ? 0 : l.count_params())} {string.Join(',', node.Inputs.Select(i => i.Node.Layer.name))}";
    })];

    public static void Structure(JsonElement expected, Model model, string what)
    {
        Assert.AreEqual(expected.GetProperty("name").GetString(), model.name, what);
        string[] lines = Lines(model);
        if (expected.TryGetProperty("text", out JsonElement text))
            Assert.AreEqual(string.Join('\n', text.EnumerateArray().Select(l => l.GetString())), string.Join('\n', lines), what);
        string[] hashes = [.. expected.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!)];
        for (int i = 0; i < hashes.Length; i++)
        {
            string part = string.Join('\n', lines.Skip(16 * i).Take(16));
            Assert.AreEqual(hashes[i], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part)))[..8], $"{what}: among these layers one differs from Keras's:\n{part}");
        }
        Assert.HasCount(expected.GetProperty("layers").GetInt32(), model.layers, what);
        Assert.AreEqual(expected.GetProperty("params").GetInt64(), model.count_params(), what);
        Assert.AreEqual(expected.GetProperty("trainable").GetInt64(), model.trainable_weights.Sum(w => w.shape.Size), what);
    }

    /// <summary>Largest difference, relative to the largest value.</summary>
    public static double Difference(JsonElement expected, NDArray y, string what)
    {
        Assert.AreEqual($"({string.Join(", ", expected.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()))})", y.shape.ToString(), what);
        ReadOnlySpan<float> values = y.AsSpan<float>();
        double max = expected.GetProperty("max").GetDouble(), sum = 0, abs = 0, most = 0, difference = 0;
        foreach (float v in values) { sum += v; abs += Math.Abs(v); most = Math.Max(most, Math.Abs(v)); }
        foreach (var (place, value) in expected.GetProperty("places").EnumerateArray().Zip(expected.GetProperty("values").EnumerateArray()))
            difference = Math.Max(difference, Math.Abs(values[place.GetInt32()] - value.GetDouble()));
        difference = Math.Max(difference, Math.Abs(sum / values.Length - expected.GetProperty("mean").GetDouble()));
        difference = Math.Max(difference, Math.Abs(abs / values.Length - expected.GetProperty("abs").GetDouble()));
        difference = Math.Max(difference, Math.Abs(most - max)) / max;
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
