namespace KerasTransfer.Tests.Saving;

/// <summary>
/// Files of other people, Keras 1 to 3: each loads, or says which layer this version does not have. Needs a folder of such files with their list INDEX.tsv: the
/// environment variable KERASTRANSFER_WILD_MODELS.
/// </summary>
[TestClass]
public class WildFileTests
{
    // What the model makes of two samples of sin(0.37 i), to be compared with Python's.
    private static string Predictions(Model model)
    {
        if (model.inputs is not [{ shape: { Rank: 2 } shape }]) return "";
        NDArray x = NDArray.FromArray(Enumerable.Range(0, 2 * shape[1]).Select(i => (float)Math.Sin(0.37 * i)).ToArray(), (2, shape[1]));
        return ", predicts " + string.Join(' ', model.predict_outputs(x, verbose: 0).SelectMany(y => y.AsSpan<float>().ToArray()).Select(y => FormattableString.Invariant($"{y:G9}")));
    }

    [TestMethod]
    public void Each_loads_or_says_what_is_missing()
    {
        string? folder = Environment.GetEnvironmentVariable("KERASTRANSFER_WILD_MODELS");
        if (string.IsNullOrEmpty(folder)) Assert.Inconclusive("KERASTRANSFER_WILD_MODELS names no folder.");
        List<string> lines = [], wrong = [];
        foreach (string path in Directory.GetFiles(folder).Where(f => Path.GetExtension(f) is ".h5" or ".keras").Order())
        {
            string name = Path.GetFileName(path), json = Path.ChangeExtension(path, ".json");
            try
            {
                Model model = File.Exists(json) ? keras.models.model_from_json(File.ReadAllText(json)) : keras.models.load_model(path);
                if (File.Exists(json)) lines.Add($"{name}: {model.load_weights(path)}");
                else lines.Add($"{name}: loaded, {model.count_params()} weights, {(model.Compiled is null ? "not compiled" : $"compiled, {model.optimizer.iterations.numpy()} steps")}{Predictions(model)}");
            }
            catch (Exception e)
            {
                lines.Add($"{name}: {e.GetType().Name}: {e.Message}");
                if (e is not (NotSupportedException or ValueError or IOException)) wrong.Add(lines[^1]);
            }
        }
        Console.WriteLine(string.Join('\n', lines));
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }
}
