using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace KerasTransfer.Notebooks.Tests;

/// <summary>Runs the C# cells of every notebook, in order, each going on from the one before, as a kernel does.</summary>
[TestClass]
public class NotebookTests
{
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "notebooks");

    public static IEnumerable<object[]> Notebooks => Directory.GetFiles(folder, "*.ipynb").Select(f => new object[] { Path.GetFileName(f) });

    [TestMethod]
    public void There_are_notebooks() => Assert.IsNotEmpty(Notebooks);

    [TestMethod, DynamicData(nameof(Notebooks))]
    public async Task Every_cell_runs(string name)
    {
        ScriptOptions options = ScriptOptions.Default
            .WithReferences(typeof(KerasApi).Assembly, typeof(Hdf5.Hdf5File).Assembly, typeof(Console).Assembly, typeof(Enumerable).Assembly)
            .WithImports("System", "System.Linq", "System.Collections.Generic");
        TextWriter console = Console.Out;
        StringWriter output = new();
        Console.SetOut(output);
        try
        {
            ScriptState<object>? state = null;
            int number = 0;
            foreach (string cell in Cells(Path.Combine(folder, name)))
            {
                number++;
                try
                {
                    state = state is null ? await CSharpScript.RunAsync(cell, options) : await state.ContinueWithAsync(cell);
                }
                catch (CompilationErrorException e)
                {
                    Assert.Fail($"{name}, code cell {number}: {string.Join("; ", e.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}\n{cell}");
                }
                catch (Exception e)
                {
                    Assert.Fail($"{name}, code cell {number}: {e}\n{cell}");
                }
            }
            Assert.IsGreaterThan(3, number, "code cells");
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.IsGreaterThan(0, output.ToString().Length, "a notebook prints something");
    }

    // The references to the built library (#r) are given by the project here, since the notebook's paths hold in a clone only.
    private static IEnumerable<string> Cells(string path)
    {
        using JsonDocument notebook = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (JsonElement cell in notebook.RootElement.GetProperty("cells").EnumerateArray())
            if (cell.GetProperty("cell_type").GetString() == "code")
                yield return string.Join('\n', string.Concat(cell.GetProperty("source").EnumerateArray().Select(l => l.GetString())).Split('\n').Where(l => !l.StartsWith("#r", StringComparison.Ordinal)));
    }
}
