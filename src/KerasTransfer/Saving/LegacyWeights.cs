using KerasTransfer.Hdf5;
using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>
/// Weights in the layout of Keras's .h5 files: a group per layer, whose attribute <c>weight_names</c> lists datasets below it. Read by position or by
/// layer name, as Keras does.
/// </summary>
internal static class LegacyWeights
{
    private const int MaxAttributeBytes = 64512;                               // Keras splits longer lists of names over several attributes

    /// <summary>The layers that a file lists, with their weights in the order of files.</summary>
    private static IEnumerable<Layer> LayersOf(Model model) => model is Sequential s ? s.layers : model.layers;

    /// <summary>A layer's weights in the order of files: what is trainable now, then the rest.</summary>
    private static Variable[] WeightsOf(Layer layer) => [.. layer.trainable_weights, .. layer.non_trainable_weights];

    public static void Write(Hdf5GroupBuilder group, Model model)
    {
        Layer[] layers = [.. LayersOf(model)];
        SetNames(group, "layer_names", [.. layers.Select(l => l.name)]);
        group.Attributes.Set("backend", "tensorflow", Hdf5Type.Ascii);
        group.Attributes.Set("keras_version", KerasVersion.Value, Hdf5Type.Ascii);
        foreach (Layer layer in layers.OrderBy(l => l.name, StringComparer.Ordinal)) WriteLayer(group.CreateGroup(layer.name), WeightsOf(layer));
        WriteLayer(group.CreateGroup("top_level_model_weights"), []);
    }

    private static void WriteLayer(Hdf5GroupBuilder group, Variable[] weights)
    {
        string[] names = Unique([.. weights.Select(w => w.path)]);
        SetNames(group, "weight_names", names);
        for (int i = 0; i < names.Length; i++) WriteArray(group, names[i], weights[i].Value);
    }

    // Two weights of one path (a layer of the user's) would meet in the file.
    public static string[] Unique(string[] names)
    {
        Dictionary<string, int> seen = [];
        return [.. names.Select(n =>
        {
            bool again = seen.TryGetValue(n, out int count);
            seen[n] = count + 1;
            return again ? $"{n}_{count}" : n;
        })];
    }

    public static void WriteArray(Hdf5GroupBuilder group, string name, NDArray array)
    {
        long[] shape = [.. array.shape.Dims.ToArray().Select(d => (long)d)];
        switch (array.dtype.name)
        {
            case "float32": group.CreateDataset<float>(name, shape, () => array.AsSpan<float>().ToArray()); break;
            case "float64": group.CreateDataset<double>(name, shape, () => array.AsSpan<double>().ToArray()); break;
            case "int64": group.CreateDataset<long>(name, shape, () => array.AsSpan<long>().ToArray()); break;
            case "int32": group.CreateDataset<int>(name, shape, () => array.AsSpan<int>().ToArray()); break;
            case "uint32": group.CreateDataset<uint>(name, shape, () => array.AsSpan<uint>().ToArray()); break;
            case "uint8": group.CreateDataset<byte>(name, shape, () => array.AsSpan<byte>().ToArray()); break;
            default: throw new NotSupportedException($"Weights of type {array.dtype} cannot be saved ('{name}').");
        }
    }

    public static void SetNames(Hdf5GroupBuilder group, string attribute, string[] names)
    {
        if (names.Length == 0) { group.Attributes.Set<double>(attribute, []); return; }      // as h5py writes an empty list
        int widest = names.Max(System.Text.Encoding.UTF8.GetByteCount), parts = 1;
        while ((long)((names.Length + parts - 1) / parts) * widest > MaxAttributeBytes && parts < names.Length) parts++;
        if (parts == 1) { group.Attributes.Set(attribute, names, Hdf5Type.Ascii); return; }
        int start = 0;
        for (int i = 0; i < parts; i++)
        {
            int count = names.Length / parts + (i < names.Length % parts ? 1 : 0);
            group.Attributes.Set($"{attribute}{i}", names.Skip(start).Take(count), Hdf5Type.Ascii);
            start += count;
        }
    }

    public static string[] Names(Hdf5Group group, string attribute)
    {
        if (group.Attributes.TryGet(attribute, out Hdf5Attribute? whole)) return whole.Count == 0 ? [] : whole.ReadStrings();
        List<string> names = [];
        for (int i = 0; group.Attributes.TryGet($"{attribute}{i}", out Hdf5Attribute? part); i++) names.AddRange(part.ReadStrings());
        return names.Count > 0 || group.Attributes.Contains(attribute) ? [.. names]
            : throw new ValueError($"The group '{group.Path}' of the file has no attribute '{attribute}', so it holds no weights of a Keras model.");
    }

    /// <summary>The group of that name.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    public static Hdf5Group Group(Hdf5Group parent, string name) => parent.TryGetGroup(name, out Hdf5Group? group) ? group
        : throw new ValueError($"The group '{parent.Path}' of the file lists '{name}', which is not there. The file is damaged or was not written to its end: save the model again.");

    /// <summary>The dataset of that name.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    public static Hdf5Dataset Dataset(Hdf5Group parent, string name) => parent.TryGetDataset(name, out Hdf5Dataset? dataset) ? dataset
        : throw new ValueError($"The group '{parent.Path}' of the file lacks the array '{name}'. The file is damaged or was not written to its end: save the model again.");

    /// <summary>An array's shape, known without reading it: compare it before, since a file can claim any size.</summary>
    public static Shape ShapeOf(Hdf5Dataset dataset) => dataset.Shape.All(d => d is >= 0 and <= int.MaxValue) ? new([.. dataset.Shape.Select(d => (int)d)])
        : throw new ValueError($"The array '{dataset.Path}' of the file has the shape ({string.Join(", ", dataset.Shape)}), more than any weight has. The file is damaged.");

    public static NDArray ReadArray(Hdf5Dataset dataset)
    {
        Shape shape = ShapeOf(dataset);
        if (dataset.Type.Class is not (Hdf5Class.Float or Hdf5Class.Integer))
            throw new ValueError($"The array '{dataset.Path}' of the file is of type {dataset.Type}. Expected numbers of 1, 2, 4 or 8 bytes.");
        return dataset.Type.Class == Hdf5Class.Float
            ? dataset.Type.Size == 8 ? NDArray.FromArray(dataset.Read<double>(), shape) : NDArray.FromArray(dataset.Read<float>(), shape)
            : NDArray.FromArray(dataset.Read<long>(), shape);
    }

    /// <summary>A layer's weights in a file.</summary>
    private sealed record Saved(string Layer, Hdf5Group Group, string[] Names)
    {
        public Hdf5Dataset Array(int i) => Dataset(Group, Names[i]);
    }

    private static Saved[] SavedLayers(Hdf5Group file) => [.. Names(file, "layer_names").Select(n => new Saved(n, Group(file, n), Names(Group(file, n), "weight_names")))];

    /// <summary>Reads weights into a model: nothing is changed unless all that must fit does.</summary>
    /// <param name="file">The group with <c>layer_names</c>.</param>
    /// <param name="model">The model, built.</param>
    /// <param name="by_name">Layers by their names; else by their places.</param>
    /// <param name="skip_mismatch">Leave out what does not fit, with a note in the report.</param>
    /// <exception cref="ValueError">The file does not fit the model.</exception>
    public static WeightsReport Read(Hdf5Group file, Model model, bool by_name, bool skip_mismatch)
    {
        LegacyKernels kernels = new(file, model);
        Saved[] saved = SavedLayers(file);
        List<(Variable Target, NDArray Value)> assignments = [];
        List<string> skipped = [];
        List<(Layer Layer, Saved Saved)> pairs = [];
        Layer[] layers = [.. LayersOf(model)];
        if (by_name)
        {
            foreach (Saved s in saved)
                foreach (Layer layer in layers.Where(l => l.name == s.Layer)) pairs.Add((layer, s));
        }
        else
        {
            Layer[] with = [.. layers.Where(l => l.AllWeights.Count > 0)];
            Saved[] full = [.. saved.Where(s => s.Names.Length > 0)];
            if (with.Length != full.Length)
                throw new ValueError($"Layer count mismatch when loading weights from file. Model expected {with.Length} layers, found {full.Length} saved layers. "
                    + $"Model: {Some(with.Select(l => l.name))}; file: {Some(full.Select(s => s.Layer))}. To load the layers that both have, use load_weights(path, by_name: true).");
            pairs.AddRange(with.Zip(full));
        }

        for (int k = 0; k < pairs.Count; k++)
        {
            (Layer layer, Saved s) = pairs[k];
            Variable[] targets = WeightsOf(layer);
            if (targets.Length != s.Names.Length)
            {
                string counts = $"Layer expects {targets.Length} weight(s). Received {s.Names.Length} saved weight(s)";
                if (by_name && skip_mismatch) { skipped.Add($"Skipping loading of weights for layer #{k} (named {layer.name}) due to mismatch in number of weights. {counts}"); continue; }
                throw new ValueError(by_name ? $"Weight count mismatch for layer #{k} (named {layer.name}). {counts}"
                    : $"Weight count mismatch for layer #{k} (named {layer.name} in the current model, {s.Layer} in the save file). {counts}");
            }
            int[] order = Pairing(layer, targets, s);
            for (int i = 0; i < targets.Length; i++)
            {
                Hdf5Dataset array = s.Array(order[i]);
                Shape shape = ShapeOf(array);
                if (kernels.Conversion(targets[i], shape) is { } convert) { assignments.Add((targets[i], convert(ReadArray(array)))); continue; }
                if (LegacyArrays.Fits(shape, targets[i].shape)) { assignments.Add((targets[i], ReadArray(array).reshape(targets[i].shape))); continue; }
                string shapes = $"for weight {targets[i].path}. Weight expects shape {targets[i].shape}. Received saved weight with shape {shape}";
                if (skip_mismatch) skipped.Add($"Skipping loading weights for layer #{k} (named {layer.name}) due to mismatch in shape {shapes}");
                else throw new ValueError($"Shape mismatch in layer #{k} (named {layer.name}){shapes}");
            }
        }
        foreach ((Variable target, NDArray value) in assignments) target.assign(value);

        HashSet<Variable> loaded = [.. assignments.Select(a => a.Target)];
        HashSet<Saved> used = [.. pairs.Select(p => p.Saved)];
        return new WeightsReport([.. assignments.Select(a => a.Target.path)], skipped, [.. model.AllWeights.Where(w => !loaded.Contains(w)).Select(w => w.path)],
            [.. saved.Where(s => s.Names.Length > 0 && !used.Contains(s)).Select(s => s.Layer)]);
    }

    /// <summary>
    /// Which saved array goes to which weight. By place; but the order inside a nested model depends on what was frozen when it was saved, so where shapes
    /// do not agree and the names do, by name.
    /// </summary>
    private static int[] Pairing(Layer layer, Variable[] targets, Saved s)
    {
        int[] places = [.. Enumerable.Range(0, targets.Length)];
        if (layer is not Model && !layer.Sublayers.Any()) return places;
        string[] names = [.. s.Names.Select(Tail)], wanted = [.. targets.Select(t => Tail(t.path))];
        if (names.Distinct().Count() != names.Length || wanted.Any(w => !names.Contains(w))) return places;
        return [.. wanted.Select(w => Array.IndexOf(names, w))];

        // layer and weight: base/c1/kernel:0 → c1/kernel
        static string Tail(string path)
        {
            string[] parts = path.Split(':')[0].Split('/');
            return string.Join('/', parts[^Math.Min(2, parts.Length)..]);
        }
    }

    private static string Some(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return $"[{string.Join(", ", all.Take(8))}{(all.Length > 8 ? ", …" : "")}]";
    }
}
