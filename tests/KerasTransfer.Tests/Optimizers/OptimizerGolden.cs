using System.Runtime.CompilerServices;
using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Optimizers;

/// <summary>The golden files of tests/golden/optimizers, and the training that made them, done here.</summary>
internal static class OptimizerGolden
{
    private static Dictionary<string, object?>? steps;

    public static Dictionary<string, object?> Steps => steps ??= (Dictionary<string, object?>)Load("steps")!;

    public static object? Load(string name, [CallerFilePath] string here = "") =>
        ConfigJson.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "optimizers", name + ".json")));

    public static Dictionary<string, object?> Dictionary(this object? value, string key) => (Dictionary<string, object?>)((Dictionary<string, object?>)value!)[key]!;
    public static List<object?> List(this object? value, string key) => (List<object?>)((Dictionary<string, object?>)value!)[key]!;
    public static float[] Floats(this object? list) => [.. ((List<object?>)list!).Select(x => (float)Convert.ToDouble(x))];

    public static Variable[] Weights(Constraint? constraint = null) => [.. Steps.Dictionary("shapes").Select((p, i) => new Variable(
        NDArray.FromArray(Steps.Dictionary("start")[p.Key].Floats(), ShapeOf(p.Value)), p.Key[(p.Key.IndexOf('/') + 1)..], path: p.Key) { Constraint = i == 0 ? constraint : null })];

    public static Shape ShapeOf(object? list) => new([.. ((List<object?>)list!).Select(d => Convert.ToInt32(d))]);

    public static NDArray[] Gradients(int step) => [.. ((Dictionary<string, object?>)Steps.List("gradients")[step]!).Select(
        g => NDArray.FromArray(g.Value.Floats(), ShapeOf(Steps.Dictionary("shapes")[g.Key])))];

    /// <summary>Trains for all steps with one compiled function and compares weights after each, then all state, then the finalized weights.</summary>
    public static void Train(Optimizer optimizer, Dictionary<string, object?> expected, string what, Constraint? constraint = null, Func<int, int, bool>? skip = null, float tolerance = 2e-6f)
    {
        Variable[] w = Weights(constraint);
        List<object?> after = expected.List("after");
        optimizer.Build(w);
        CompiledStep? step = null;
        for (int i = 0; i < after.Count; i++)
        {
            NDArray[] g = Gradients(i);
            if (skip is not null) optimizer.apply([.. g.Select((x, j) => skip(i, j) ? null : x)], w);
            else (step ??= new(optimizer, w, g)).Run(g);
            Compare(w.Select(x => x.numpy()), after[i], $"{what}, step {i}", tolerance);
        }
        List<object?> state = expected.List("variables");
        Assert.AreEqual(state.Count, optimizer.variables.Count, $"{what}: number of variables");
        foreach ((Variable v, object? e) in optimizer.variables.Zip(state))
        {
            string path = (string)((Dictionary<string, object?>)e!)["path"]!;
            if (!path.Contains("variable")) Assert.AreEqual(path[(path.IndexOf('/') + 1)..], v.path[(v.path.IndexOf('/') + 1)..], what);
            Assert.AreEqual(ShapeOf(e.List("shape")), v.shape, $"{what}: {path}");
            Assert.AreEqual((string)((Dictionary<string, object?>)e!)["dtype"]!, v.dtype.name, $"{what}: {path}");
            Compare([v.numpy()], new List<object?> { e.List("values") }, $"{what}: {path}", 5 * tolerance);
        }
        Assert.AreEqual(Convert.ToDouble(expected["learning_rate"]), (double)optimizer.learning_rate, 1e-9, $"{what}: learning rate");
        optimizer.FinalizeVariableValues(w);
        Compare(w.Select(x => x.numpy()), expected["finalized"], $"{what}, finalized", tolerance);
    }

    private static void Compare(IEnumerable<NDArray> actual, object? expected, string what, float tolerance)
    {
        foreach ((NDArray a, object? e) in actual.Zip((List<object?>)expected!))
        {
            float[] x = a.astype("float32").AsSpan<float>().ToArray(), y = e.Floats();
            Assert.AreEqual(y.Length, x.Length, what);
            for (int i = 0; i < x.Length; i++) Assert.AreEqual(y[i], x[i], tolerance * Math.Max(1e-2f, Math.Abs(y[i])), $"{what}[{i}]");
        }
    }

    private sealed class CompiledStep(Optimizer optimizer, Variable[] weights, NDArray[] gradients)
    {
        private readonly KerasTransfer.Engines.IProgram program = Function.Of(gradients.Select(g => new TensorType(g.shape, g.dtype)), g => { optimizer.Apply([.. g], weights); return []; }).Compile();

        public void Run(NDArray[] gradients) => program.Run(gradients);
    }
}
