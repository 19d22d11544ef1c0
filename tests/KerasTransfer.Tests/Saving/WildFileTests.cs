namespace KerasTransfer.Tests.Saving;

/// <summary>
/// Files of other people, Keras 1 to 3: each loads, or says which layer this version does not have. Needs a folder of such files with their list INDEX.tsv: the
/// environment variable KERASTRANSFER_WILD_MODELS.
/// </summary>
[TestClass]
public class WildFileTests
{
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
                else lines.Add($"{name}: loaded, {model.count_params()} weights, {(model.Compiled is null ? "not compiled" : $"compiled, {model.optimizer.iterations.numpy()} steps")}");
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
