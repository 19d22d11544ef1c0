using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasTransfer.Notebooks.Tests;

/// <summary>Each piece of C# in docs/porting.md compiles: the fenced blocks, and the right-hand cells of tables headed "Python | C#".</summary>
[TestClass]
public partial class PortingPageTests
{
    // What the pieces take for granted.
    private const string Scope = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        using KerasTransfer;
        using static KerasTransfer.KerasApi;
        public static class Given
        {
            public static Model model = null!, base_model = null!;
            public static NDArray x = null!, y = null!, a = null!, b = null!, img = null!, images = null!, labels = null!, y_true = null!, y_pred = null!, predictions = null!, mask = null!;
            public static NDArray x_train = null!, y_train = null!, x_test = null!, y_test = null!, x_valid = null!, y_valid = null!;
            public static string[] args = null!, names = null!, paths = null!;
            public static string folder = null!, path = null!;
            public static History history = null!;
            public static BackendApi K = null!;
            public static double accuracy;
            public static int i, n, num_classes;
        }
        """;

    private static readonly string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "porting.md"));

    private static IEnumerable<string> Find()
    {
        foreach (Match block in Fenced().Matches(page)) yield return block.Groups[1].Value;
        bool inTable = false;
        foreach (string line in page.Split('\n'))
        {
            if (line.StartsWith("| Python | C# |")) inTable = true;
            else if (!line.StartsWith('|')) inTable = false;
            else if (inTable && !line.StartsWith("| ---"))
                yield return string.Join("\n", Code().Matches(Bar().Split(line)[2]).Select(m => m.Groups[1].Value.Replace("\\|", "|")));
        }
    }

    [TestMethod]
    public void Every_piece_compiles()
    {
        string[] pieces = [.. Find()];
        Assert.IsGreaterThan(60, pieces.Length);
        CSharpParseOptions parsing = new(LanguageVersion.Preview);
        MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];
        List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(Scope, parsing, "scope")];
        for (int i = 0; i < pieces.Length; i++)
        {
            // Classes of a block stand beside the method that holds the rest.
            string[] parts = Classes().Split(Imports().Replace(pieces[i], ""));
            string body = parts[0], types = string.Concat(parts[1..]);
            trees.Add(CSharpSyntaxTree.ParseText($"namespace Piece{i} {{ using KerasTransfer; using KerasTransfer.Layers; using KerasTransfer.Images; using static KerasTransfer.KerasApi; using static Given;\n public static class Piece {{ static void Run() {{\n{body}\n}} }}\n{types}\n}}", parsing, pieces[i]));
        }
        CSharpCompilation compilation = CSharpCompilation.Create("Page", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        string[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.GetMessage()}\n    in: {d.Location.SourceTree?.FilePath}")];
        Assert.IsEmpty(errors, string.Join("\n", errors));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fenced();
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
    [GeneratedRegex(@"^using (static )?[\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Imports();
    [GeneratedRegex("(?=^(?:public |sealed )*class )", RegexOptions.Multiline)]
    private static partial Regex Classes();
}
