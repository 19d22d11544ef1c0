using System.Globalization;
using System.IO.Compression;
using System.Text;
using KerasTransfer.Hdf5;

namespace KerasTransfer.Saving;

/// <summary>The .keras zip of Keras 3 (metadata.json, config.json, model.weights.h5), and .weights.h5 files of the same layout: weights by object, numbered.</summary>
internal static class KerasArchive
{
    // What an entry may unpack to: Keras does not compress, other programs make such files a few times smaller.
    private const long LeastUnpacked = 4L << 20;
    private const int TimesTheFile = 16;

    public static void Save(Model model, string path, bool include_optimizer)
    {
        if (!model.built) throw new ValueError($"The model '{model.name}' cannot be saved: it is not built, so its weights do not exist yet. Give it an input shape, or call it on a batch.");
        byte[] config = Encoding.UTF8.GetBytes(ConfigJson.Write(ModelConfig.Root(model, bare: false, compiled: include_optimizer)));
        byte[] metadata = Encoding.UTF8.GetBytes(ConfigJson.Write(new Dictionary<string, object?>
        {
            ["keras_version"] = KerasVersion.Value, ["date_saved"] = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        }));
        byte[] weights = WeightsTree(model, include_optimizer).ToArray();
        WholeFile.Write(path, stream =>
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(zip, "metadata.json", metadata);
            Add(zip, "config.json", config);
            Add(zip, "model.weights.h5", weights);
        });
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    public static void SaveWeights(Model model, string path) => WeightsTree(model, include_optimizer: true).Save(path);

    private static Hdf5Builder WeightsTree(Model model, bool include_optimizer)
    {
        Hdf5Builder file = new();
        WriteVariables(file.CreateGroup("vars"), model.name, model.OwnVariables);
        WriteLayers(file, model, []);
        if (include_optimizer && model.Compiled is { } compiled && compiled.Optimizer.variables.Count > 0)
            WriteVariables(file.CreateGroup("optimizer").CreateGroup("vars"), compiled.Optimizer.name, compiled.Optimizer.variables);
        return file;
    }

    /// <summary>The layers of a model under the keys of files: the class's name, numbered per class.</summary>
    private static IEnumerable<(string Key, Layer Layer)> Keys(Model model)
    {
        Dictionary<string, int> counts = [];
        foreach (Layer layer in model is Sequential s ? s.layers : model.layers)
        {
            string name = AutoName.Snake(ModelConfig.ClassName(layer));
            int count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            yield return (count == 0 ? name : $"{name}_{count}", layer);
        }
    }

    private static Variable[] Ordered(Layer layer) => [.. layer.OwnVariables.Where(v => v.CreatedTrainable), .. layer.OwnVariables.Where(v => !v.CreatedTrainable)];

    private static void WriteLayers(Hdf5GroupBuilder group, Model model, HashSet<Layer> seen)
    {
        Hdf5GroupBuilder layers = group.CreateGroup("layers");
        foreach ((string key, Layer layer) in Keys(model)) WriteLayer(layers, key, layer, seen);
    }

    private static void WriteLayer(Hdf5GroupBuilder group, string key, Layer layer, HashSet<Layer> seen)
    {
        if (!seen.Add(layer)) return;                                           // reached twice: stored once
        Hdf5GroupBuilder one = group.CreateGroup(key);
        WriteVariables(one.CreateGroup("vars"), layer.name, Ordered(layer));
        if (layer is Model inner) WriteLayers(one, inner, seen);
        else
            foreach ((string attribute, Layer part) in layer.NamedLayers
                ?? throw new NotSupportedException($"The layer '{layer.name}' holds other layers, whose place in a Keras 3 file is named after Python attributes. Save as .h5 instead."))
                WriteLayer(one, attribute, part, seen);
    }

    private static void WriteVariables(Hdf5GroupBuilder group, string name, IReadOnlyList<Variable> variables)
    {
        group.Attributes.Set("name", name);
        for (int i = 0; i < variables.Count; i++) LegacyWeights.WriteArray(group, i.ToString(CultureInfo.InvariantCulture), variables[i].Value);
    }

    public static Model Load(string path, bool compile, CustomObjects? custom_objects)
    {
        using ZipArchive zip = Open(path);
        string? version = ConfigJson.Parse(Read(zip, "metadata.json", path)) is IReadOnlyDictionary<string, object?> metadata ? metadata.GetValueOrDefault("keras_version") as string : null;
        ConfigContext context = new(custom_objects, version is [>= '1' and <= '9' and var major, ..] ? major - '0' : 3);
        object? root = ConfigJson.Parse(Read(zip, "config.json", path));
        Model model;
        using (WeightBudget.Of(path)) model = ModelConfig.Build(root, context);
        if (compile) TrainingConfig.CompileAsSaved(model, root, context);
        using Hdf5File weights = Hdf5File.Open(Read(zip, "model.weights.h5", path), path + "/model.weights.h5");
        ReadTree(weights, model, skip_mismatch: false);
        return model;
    }

    public static WeightsReport LoadWeights(Model model, string path, bool skip_mismatch)
    {
        if (Hdf5File.IsHdf5(path))
        {
            using Hdf5File file = Hdf5File.Open(path);
            return ReadTree(file, model, skip_mismatch);
        }
        using ZipArchive zip = Open(path);
        using Hdf5File weights = Hdf5File.Open(Read(zip, "model.weights.h5", path), path + "/model.weights.h5");
        return ReadTree(weights, model, skip_mismatch);
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            ZipArchive zip = ZipFile.OpenRead(path);
            _ = zip.Entries;                                                    // reads the directory
            return zip;
        }
        catch (InvalidDataException e) { throw new ValueError($"The file '{path}' is a zip that cannot be read: {e.Message} Was the download or the copy complete?", e); }
    }

    private static byte[] Read(ZipArchive zip, string name, string path)
    {
        try
        {
            ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new ValueError($"The file '{path}' has no entry '{name}', so it is no .keras file.");
            long allowed = LeastUnpacked + TimesTheFile * new FileInfo(path).Length;
            if (entry.Length > allowed || entry.Length > Array.MaxLength)
                throw new ValueError($"The entry '{name}' of '{path}' says it has {entry.Length} bytes, more than a file of this size may unpack to.");
            byte[] content = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(content);
            return Crc32.Of(content) == entry.Crc32 ? content : throw new InvalidDataException("its bytes do not agree with their checksum.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new ValueError($"The entry '{name}' of '{path}' cannot be read: {e.Message} Was the download or the copy complete?", e);
        }
    }

    private static WeightsReport ReadTree(Hdf5File file, Model model, bool skip_mismatch)
    {
        List<(Variable Target, NDArray Value)> assignments = [];
        List<string> problems = [], unused = [];
        Collect(file, model, assignments, problems, unused, []);
        if (problems.Count > 0 && !skip_mismatch)
            throw new ValueError($"A total of {problems.Count} objects could not be loaded. The first: {problems[0]} To leave out what does not fit, use load_weights(path, skip_mismatch: true).");
        // All is read before anything is changed.
        List<(Variable Target, NDArray Value)> state = model.Compiled is { } compiled && file.TryGetGroup("optimizer/vars", out Hdf5Group? vars) && vars.Count > 0 ? ReadOptimizer(vars, compiled.Optimizer, model) : [];
        foreach ((Variable target, NDArray value) in assignments.Concat(state)) target.assign(value);
        HashSet<Variable> loaded = [.. assignments.Select(a => a.Target)];
        return new WeightsReport([.. assignments.Select(a => a.Target.path)], problems, [.. model.AllWeights.Where(w => !loaded.Contains(w)).Select(w => w.path)], unused);
    }

    private static void Collect(Hdf5Group group, Model model, List<(Variable, NDArray)> assignments, List<string> problems, List<string> unused, HashSet<Layer> seen)
    {
        if (!group.TryGetGroup("layers", out Hdf5Group? layers) && !group.TryGetGroup("_layer_checkpoint_dependencies", out layers))
            throw new ValueError($"The group '{group.Path}' of the file has no 'layers'. It does not hold the weights of a sequential or functional model.");
        (string Key, Layer Layer)[] keys = [.. Keys(model)];
        Dictionary<string, string> places = Pair(keys, layers);
        foreach ((string key, Layer layer) in keys)
        {
            Collect(places.TryGetValue(key, out string? place) && layers.TryGetGroup(place, out Hdf5Group? g) ? g : null, layer, assignments, problems, unused, seen);
        }
        unused.AddRange(layers.Keys.Except(places.Values).Where(k => layers.TryGetGroup($"{k}/vars", out Hdf5Group? vars) && vars.Count > 0));
    }

    private static void Collect(Hdf5Group? found, Layer layer, List<(Variable, NDArray)> assignments, List<string> problems, List<string> unused, HashSet<Layer> seen)
    {
        if (!seen.Add(layer)) return;
        if (layer is Model inner)
        {
            if (found is not null) Collect(found, inner, assignments, problems, unused, seen);
            else if (inner.AllWeights.Count > 0) problems.Add($"Layer '{layer.name}' expected {inner.AllWeights.Count} variables, but received 0 variables during loading.");
            return;
        }
        foreach ((string attribute, Layer part) in layer.NamedLayers ?? [])
            Collect(found is not null && found.TryGetGroup(attribute, out Hdf5Group? below) ? below : null, part, assignments, problems, unused, seen);
        Variable[] targets = Ordered(layer);
        if (targets.Length == 0) return;
        Hdf5Group? vars = found is not null && found.TryGetGroup("vars", out Hdf5Group? v) ? v : null;
        if ((vars?.Count ?? 0) != targets.Length)
        {
            problems.Add($"Layer '{layer.name}' expected {targets.Length} variables, but received {vars?.Count ?? 0} variables during loading. Expected: [{string.Join(", ", targets.Select(t => $"'{t.name}'"))}]");
            return;
        }
        for (int i = 0; i < targets.Length; i++)
        {
            Hdf5Dataset array = LegacyWeights.Dataset(vars!, i.ToString(CultureInfo.InvariantCulture));
            Shape shape = LegacyWeights.ShapeOf(array);
            if (shape == targets[i].shape) assignments.Add((targets[i], LegacyWeights.ReadArray(array)));
            else problems.Add($"The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. variable.shape={targets[i].shape}, Received: value.shape={shape}. Target variable: {targets[i]}");
        }
    }

    /// <summary>Key in the model → key in the file: the same, or, where a file numbers otherwise (Keras 2.12), the n-th of the class.</summary>
    private static Dictionary<string, string> Pair((string Key, Layer Layer)[] keys, Hdf5Group layers)
    {
        HashSet<string> there = [.. layers.Keys];
        if (keys.Where(k => k.Layer.AllWeights.Count > 0).All(k => there.Contains(k.Key))) return keys.ToDictionary(k => k.Key, k => k.Key);
        Dictionary<string, string> pairs = [];
        foreach (IGrouping<string, (string Key, Layer Layer)> group in keys.GroupBy(k => AutoName.Snake(ModelConfig.ClassName(k.Layer))))
        {
            string[] saved = [.. there.Select(k => (Key: k, Number: Number(k, group.Key))).Where(k => k.Number >= 0).OrderBy(k => k.Number).Select(k => k.Key)];
            foreach (((string key, _), string place) in group.Zip(saved)) pairs[key] = place;
        }
        return pairs;

        static int Number(string key, string name) => key == name ? 0
            : key.StartsWith(name + "_", StringComparison.Ordinal) && int.TryParse(key.AsSpan(name.Length + 1), CultureInfo.InvariantCulture, out int number) ? number : -1;
    }

    private static List<(Variable Target, NDArray Value)> ReadOptimizer(Hdf5Group vars, Optimizer optimizer, Model model)
    {
        SavedState[] saved = [.. Enumerable.Range(0, vars.Count).Select(i =>
        {
            Hdf5Dataset array = LegacyWeights.Dataset(vars, i.ToString(CultureInfo.InvariantCulture));
            return new SavedState(null, LegacyWeights.ShapeOf(array), () => LegacyWeights.ReadArray(array));
        })];
        if (OptimizerState.Match(saved, optimizer, model.trainable_weights) is { } assignments) return assignments;
        Warning.Write($"Skipping variable loading for optimizer '{optimizer.name}', because it has {optimizer.variables.Count} variables whereas the saved optimizer has {saved.Length} variables. ");
        return [];
    }
}
