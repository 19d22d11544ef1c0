namespace KerasTransfer.Generators;

/// <summary>Writes what is written once for all classes: the api classes, the table of classes and the table of functions.</summary>
internal static class TableWriter
{
    /// <summary>One <c>keras.*</c> object: a factory for each class and alias, a property for each function.</summary>
    /// <param name="handWritten">Members declared by hand in another part of the class; true for methods.</param>
    public static string Api(string name, string module, IEnumerable<ClassModel> classes, IEnumerable<(string Name, FunctionModel Function)> functions, string functionType, string functionTable,
        IReadOnlyDictionary<string, bool> handWritten)
    {
        SourceText text = new("KerasTransfer");
        HashSet<string> taken = [.. handWritten.Keys];
        text.Doc($"<c>{module}</c>: what Keras offers under that name.").Block($"public sealed partial class {name}", () =>
        {
            if (!handWritten.ContainsKey(".ctor")) text.Line($"internal {name}() {{ }}").Line();
            // A method written by hand under a class's name is one more overload; anything else of that name replaces the factory.
            ClassModel[] made = [.. classes.Where(c => c.HasFactory)];
            foreach (ClassModel c in made.Where(c => !handWritten.TryGetValue(c.Name, out bool isMethod) || isMethod))
            {
                taken.Add(c.Name);
                FactoryWriter.WriteFactories(text, c, c.Name);
            }
            foreach (var (alias, function) in functions.Where(f => taken.Add(f.Name)))
                text.Doc(function.Summary.Length > 0 ? function.Summary : $"The function <c>{function.Name}</c>.")
                    .Line($"public global::KerasTransfer.{functionType} @{alias} => global::KerasTransfer.Saving.FunctionTable.{functionTable}[\"{alias}\"].Function;").Line();
            foreach (ClassModel c in made)
                foreach (string alias in OtherNames(c, c.Family.SnakeFactories).Where(n => taken.Add(n) || (c.Options is not null && handWritten.TryGetValue(n, out bool isMethod) && isMethod))) FactoryWriter.WriteFactories(text, c, alias);
        });
        return text.ToString();
    }

    /// <summary>The classes that files may name.</summary>
    public static string Classes(IEnumerable<ClassModel> classes, IEnumerable<Family> families)
    {
        SourceText text = new("KerasTransfer.Saving");
        Family[] saved = [.. families.Where(f => f.Saved)];
        text.Block("partial class ClassTable", () =>
        {
            text.Block("private static partial ClassEntry[] Entries() =>", () =>
            {
                foreach (ClassModel c in classes.Where(c => c.IsInTable))
                    text.Line($"new ClassEntry(\"{c.Module}\", [{string.Join(", ", Names(c).Select(n => $"\"{n}\""))}], typeof({c.FullName}), static r => {ConfigWriter.Reader(c)}),");
            }, "[", "];").Line();
            text.Line($"public static partial string? ModuleOf(object value) => {Switch(saved, f => $"\"{f.Module}\"")};").Line();
            text.Line($"public static partial {ConfigWriter.Dictionary}? ConfigOf(object value) => {Switch(saved, f => "x.get_config()")};");
        });
        return text.ToString();
    }

    /// <summary>The functions that strings and files may name.</summary>
    public static string Functions(IEnumerable<(string Table, string Type, IEnumerable<(string Name, FunctionModel Function)> Functions)> tables)
    {
        SourceText text = new("KerasTransfer.Saving");
        text.Block("partial class FunctionTable", () =>
        {
            foreach (var (table, type, functions) in tables)
            {
                string function = $"NamedFunction<global::KerasTransfer.{type}>";
                text.Block($"public static global::System.Collections.Generic.IReadOnlyDictionary<string, {function}> {table} {{ get; }} = new global::System.Collections.Generic.Dictionary<string, {function}>", () =>
                {
                    foreach (var (name, f) in functions) text.Line($"[\"{name}\"] = new {function}(\"{f.Name}\", {f.Call}),");
                }, end: "};").Line();
            }
            text.Block("private static partial global::System.Collections.Generic.IEnumerable<global::System.Collections.Generic.KeyValuePair<global::System.Delegate, string>> Functions()", () =>
            {
                foreach (var (table, _, _) in tables) text.Line($"foreach (var f in {table}.Values) yield return new(f.Function, f.Name);");
                text.Line("yield break;");
            });
        });
        return text.ToString();
    }

    // The names a file or a string may give: the class's own first.
    private static IEnumerable<string> Names(ClassModel c) =>
        new[] { c.Name }.Concat(OtherNames(c, c.Family.SnakeNames)).Concat(c.Family.Base == "Optimizer" ? [c.Name.ToLowerInvariant()] : []).Distinct();

    private static IEnumerable<string> OtherNames(ClassModel c, bool snake) =>
        c.Aliases.Concat(snake ? c.Aliases.Concat([c.Name]).Select(Families.Snake) : []).Where(n => n != c.Name).Distinct();

    private static string Switch(Family[] families, Func<Family, string> result) => families.Length == 0 ? "null"
        : $"value switch {{ {string.Concat(families.Select(f => $"global::{f.BaseType} x => {result(f)}, "))}_ => null }}";
}
