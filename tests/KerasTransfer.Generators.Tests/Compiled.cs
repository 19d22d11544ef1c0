using System.Reflection;
using KerasTransfer.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasTransfer.Tests;

/// <summary>A small source, compiled with the generator on top of the stubs and the library's own configuration sources.</summary>
internal sealed class Compiled
{
    private static readonly CSharpParseOptions parsing = new(LanguageVersion.Preview, DocumentationMode.Diagnose);
    private static readonly SyntaxTree[] library = [.. Library()];
    private static readonly MetadataReference[] references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => !Path.GetFileName(p).StartsWith("KerasTransfer")).Select(p => MetadataReference.CreateFromFile(p))];

    private readonly Compilation compilation;

    /// <summary>Errors and warnings in the source and in what was generated from it, as "id: message".</summary>
    public string[] Complaints { get; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Generated { get; }

    public Compiled(string source)
    {
        CSharpCompilation before = CSharpCompilation.Create("Small", [.. library, CSharpSyntaxTree.ParseText(source, parsing, "small.cs")], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new KerasGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(before, out compilation, out var ours);
        Generated = driver.GetRunResult().GeneratedTrees.ToDictionary(t => Path.GetFileName(t.FilePath), t => t.ToString());
        Complaints = [.. ours.Concat(compilation.GetDiagnostics().Where(d => d.Location.SourceTree?.FilePath is { } file && (file == "small.cs" || file.EndsWith(".g.cs") || d.Severity == DiagnosticSeverity.Error)))
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS1591" or "CS1573" or "CS8981")).Select(d => $"{d.Id}: {d.GetMessage()}")];
    }

    /// <summary>What <c>public static string Probe.Run()</c> in the source returns.</summary>
    public string Run()
    {
        using MemoryStream code = new();
        var emitted = compilation.Emit(code);
        Assert.IsTrue(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        try { return (string)Assembly.Load(code.ToArray()).GetType("Probe")!.GetMethod("Run")!.Invoke(null, [])!; }
        catch (TargetInvocationException e) { return $"{e.InnerException!.GetType().Name}: {e.InnerException.Message}"; }
    }

    /// <summary>Runs statements and gives their lines of output; the source's only complaints may be about old spellings.</summary>
    public static string[] Run(string types, string statements)
    {
        Compiled compiled = new($$"""
            using KerasTransfer;
            using KerasTransfer.Layers;
            using KerasTransfer.Saving;
            {{types}}
            namespace KerasTransfer.Layers { file sealed class Empty; }
            public static class Probe
            {
                static readonly List<string> lines = [];
                static void print(object? value) => lines.Add(value is string s ? s : ConfigJson.Write(value));
                static void fails(Action action) { try { action(); print("no error"); } catch (ValueError e) { print(e.Message); } }
                public static string Run()
                {
                    {{statements}}
                    return string.Join("\n", lines);
                }
            }
            """);
        Assert.AreEqual("", string.Join("\n", compiled.Complaints.Where(c => !c.StartsWith("CS0618"))));
        return compiled.Run().Split('\n');
    }

    /// <summary>Compares lines.</summary>
    public static void AreEqual(string[] expected, string[] lines) => Assert.AreEqual(string.Join("\n", expected), string.Join("\n", lines));

    private static IEnumerable<SyntaxTree> Library()
    {
        Assembly tests = typeof(Compiled).Assembly;
        yield return CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;", parsing);
        foreach (string name in tests.GetManifestResourceNames())
        {
            using StreamReader reader = new(tests.GetManifestResourceStream(name)!);
            yield return CSharpSyntaxTree.ParseText(reader.ReadToEnd(), parsing, name);
        }
    }
}
