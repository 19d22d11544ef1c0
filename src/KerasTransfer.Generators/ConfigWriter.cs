namespace KerasTransfer.Generators;

/// <summary>Writes the part of a class that is generated: its properties, constructors, get_config and from_config.</summary>
internal static class ConfigWriter
{
    public const string Dictionary = "global::System.Collections.Generic.Dictionary<string, object?>";
    private const string Custom = "global::System.Collections.Generic.Dictionary<string, global::System.Func<global::System.Collections.Generic.IReadOnlyDictionary<string, object?>, object>>";

    /// <summary>The whole file; null if nothing is to be added to the class.</summary>
    public static string? Write(ClassModel model)
    {
        SourceText text = new(model.Namespace);
        bool any = false;
        text.Block($"partial class {model.Name}", () =>
        {
            foreach (Parameter p in model.Own.Where(p => p.NeedsProperty))
            {
                any = true;
                text.Doc(p.Doc.Length > 0 ? p.Doc : $"The argument <c>{p.Key}</c>.").Line($"public {p.Type} {p.Name} {{ get; }} = {p.Name};").Line();
            }
            any |= model.Options is not null || model.OldNames.Count > 0;
            FactoryWriter.WriteConstructors(text, model);
            if (model.WritesConfig)
            {
                any = true;
                text.Line("/// <inheritdoc/>").Block($"public override {Dictionary} get_config()", () =>
                {
                    text.Line($"{Dictionary} arguments_ = base.get_config();");
                    foreach (Parameter p in model.Own.Where(p => p.Saved)) text.Line($"arguments_[\"{p.Key}\"] = global::KerasTransfer.Saving.ConfigValue.Of((object?)this.{p.Name});");
                    text.Line("return arguments_;");
                }).Line();
            }
            if (model.WritesFromConfig)
            {
                any = true;
                text.Line($"/// <summary>Makes the <see cref=\"{model.FullName}\"/> that <c>get_config()</c> describes.</summary>")
                    .Line("/// <param name=\"config\">The constructor's arguments by name.</param>")
                    .Line("/// <param name=\"custom_objects\">Own classes that the configuration names: each makes the object from its configuration.</param>")
                    .Line("/// <exception cref=\"T:KerasTransfer.ValueError\">An argument is missing, not acceptable or unknown.</exception>")
                    .Line($"public static {model.FullName} from_config(global::System.Collections.Generic.IReadOnlyDictionary<string, object?> config, {Custom}? custom_objects = null) =>")
                    .Line($"    ({model.FullName})global::KerasTransfer.Saving.ObjectConfig.Create(global::KerasTransfer.Saving.ClassTable.Find(typeof({model.FullName}))!, config, new(custom_objects));");
            }
        });
        return any ? text.ToString() : null;
    }

    /// <summary>The C# text that makes the object from a <c>ConfigReader r</c>.</summary>
    public static string Reader(ClassModel model) => model.ReadsItself ? $"{model.FullName}.FromConfig(r)"
        : $"new {model.FullName}({string.Join(", ", model.Offered.Concat(model.OldArguments).Where(p => p.Reader is not null).Select(p => $"{p.Name}: {Argument(model, p)}"))})";

    private static string Argument(ClassModel model, Parameter p)
    {
        string old = string.Concat(model.OldNames.Where(o => o.New == p.Key).Select(o => $", \"{o.Old}\""));
        return p.Default is null ? $"r.Required<{p.Type}>(\"{p.Key}\", static v0 => {p.Reader}{old})" : $"r.Optional<{p.Type}>(\"{p.Key}\", {p.Default}, static v0 => {p.Reader}{old})";
    }
}
