using KerasTransfer.Hdf5;

namespace KerasTransfer.Saving;

/// <summary>Whole models in .h5 files: configuration, weights, training configuration and optimizer state.</summary>
internal static class Hdf5ModelFile
{
    /// <summary>Writes a model: the file appears whole or not at all.</summary>
    public static void Save(Model model, string path, bool include_optimizer)
    {
        if (!model.built) throw new ValueError($"The model '{model.name}' cannot be saved: it is not built, so its weights do not exist yet. Give it an input shape, or call it on a batch.");
        Hdf5Builder file = new();
        file.Attributes.Set("keras_version", KerasVersion.Value, Hdf5Type.Utf8);
        file.Attributes.Set("backend", "tensorflow", Hdf5Type.Utf8);
        file.Attributes.Set("model_config", ConfigJson.Write(ModelConfig.Root(model, bare: true)), Hdf5Type.Ascii);
        if (include_optimizer && model.Compiled is { } compiled)
        {
            file.Attributes.Set("training_config", ConfigJson.Write(TrainingConfig.Of(compiled, bare: true)), Hdf5Type.Ascii);
            LegacyOptimizer.Write(file.CreateGroup("optimizer_weights"), compiled.Optimizer);
        }
        LegacyWeights.Write(file.CreateGroup("model_weights"), model);
        file.Save(path);
    }

    /// <summary>Writes the weights alone.</summary>
    public static void SaveWeights(Model model, string path)
    {
        Hdf5Builder file = new();
        LegacyWeights.Write(file, model);
        file.Save(path);
    }

    /// <summary>Reads a model.</summary>
    public static Model Load(string path, bool compile, CustomObjects? custom_objects)
    {
        using Hdf5File file = Hdf5File.Open(path);
        ConfigContext context = new(custom_objects, MajorVersion(file));
        if (!file.Attributes.TryGet("model_config", out Hdf5Attribute? config))
            throw new ValueError($"No model config found in the file at '{path}'. It holds weights alone, or is no file of Keras: build the model in code and use model.load_weights.");
        if (!file.TryGetGroup("model_weights", out Hdf5Group? weights))
            throw new ValueError($"The file '{path}' has the configuration of a model and no group 'model_weights'. It was not written to its end, or is damaged.");
        Model model;
        using (WeightBudget.Of(path)) model = ModelConfig.Build(ConfigJson.Parse(config.ReadString()), context);
        LegacyWeights.Read(weights, model, by_name: false, skip_mismatch: false);
        if (!compile) return model;
        if (!file.Attributes.TryGet("training_config", out Hdf5Attribute? training))
        {
            Warning.Write("No training configuration found in the save file, so the model was *not* compiled. Compile it manually.");
            return model;
        }
        TrainingConfig.Compile(model, ConfigJson.Parse(training.ReadString()), context);
        if (!file.TryGetGroup("optimizer_weights", out Hdf5Group? state)) return model;
        if (LegacyOptimizer.Read(state, model.optimizer, model.trainable_weights) is { } assignments)
            foreach ((Variable target, NDArray value) in assignments) target.assign(value);
        else Warning.Write($"The state of the optimizer in '{path}' does not fit this optimizer, which starts with a fresh one.");
        return model;
    }

    /// <summary>Reads weights into a model.</summary>
    public static WeightsReport LoadWeights(Model model, string path, bool by_name, bool skip_mismatch)
    {
        using Hdf5File file = Hdf5File.Open(path);
        Hdf5Group root = !file.Attributes.Contains("layer_names") && !file.Attributes.Contains("layer_names0") && file.TryGetGroup("model_weights", out Hdf5Group? inner) ? inner : file;
        return LegacyWeights.Read(root, model, by_name, skip_mismatch);
    }

    private static int MajorVersion(Hdf5File file) =>
        file.Attributes.TryGet("keras_version", out Hdf5Attribute? version) && version.ReadString() is [>= '1' and <= '9' and var major, ..] ? major - '0' : 1;
}
