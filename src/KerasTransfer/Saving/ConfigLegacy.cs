using System.Collections.Frozen;

namespace KerasTransfer.Saving;

/// <summary>What other versions of Keras write into configurations, in today's words. Strict elsewhere: only what is named here is renamed or left out.</summary>
internal static class ConfigLegacy
{
    // Today's key, and what Keras 1 (and early 2) called it.
    private static readonly FrozenDictionary<string, string[]> oldKeys = new Dictionary<string, string[]>
    {
        ["units"] = ["output_dim"],
        ["filters"] = ["nb_filter"],
        ["kernel_size"] = ["filter_length"],
        ["strides"] = ["subsample", "subsample_length", "stride"],
        ["dilation_rate"] = ["atrous_rate"],
        ["padding"] = ["border_mode"],
        ["data_format"] = ["dim_ordering"],
        ["pool_size"] = ["pool_length"],
        ["size"] = ["length"],
        ["use_bias"] = ["bias"],
        ["kernel_initializer"] = ["init"],
        ["embeddings_initializer"] = ["init"],
        ["depthwise_initializer"] = ["init"],
        ["recurrent_initializer"] = ["inner_init"],
        ["alpha_initializer"] = ["init"],
        ["beta_initializer"] = ["beta_init"],
        ["gamma_initializer"] = ["gamma_init"],
        ["recurrent_activation"] = ["inner_activation"],
        ["unit_forget_bias"] = ["forget_bias_init"],
        ["kernel_regularizer"] = ["W_regularizer"],
        ["embeddings_regularizer"] = ["W_regularizer"],
        ["recurrent_regularizer"] = ["U_regularizer"],
        ["bias_regularizer"] = ["b_regularizer"],
        ["kernel_constraint"] = ["W_constraint"],
        ["embeddings_constraint"] = ["W_constraint"],
        ["recurrent_constraint"] = ["U_constraint"],
        ["bias_constraint"] = ["b_constraint"],
        ["dropout"] = ["dropout_W"],
        ["recurrent_dropout"] = ["dropout_U"],
        ["rate"] = ["p"],
        ["stddev"] = ["sigma"],
        ["axis"] = ["concat_axis"],
        ["axes"] = ["dot_axes"],
        ["max_value"] = ["m"],
        ["learning_rate"] = ["lr"],
        ["batch_input_shape"] = ["batch_shape"],
        ["batch_shape"] = ["batch_input_shape"],
    }.ToFrozenDictionary();

    /// <summary>What older versions called an argument.</summary>
    public static ReadOnlySpan<string> OldKeys(string key) => oldKeys.GetValueOrDefault(key);

    /// <summary>An argument that older versions wrote as several, or did not write where it had another value than today's default.</summary>
    public static bool Missing(ConfigReader reader, string key, out object? value)
    {
        value = null;
        switch (key)
        {
            case "kernel_size" when reader.Config.ContainsKey("nb_row"): return Join(["nb_row", "nb_col"], out value);
            case "kernel_size" when reader.Config.ContainsKey("kernel_dim1"): return Join(["kernel_dim1", "kernel_dim2", "kernel_dim3"], out value);
            // Before the option existed, GRU applied its reset gate before the matrix product.
            case "reset_after" when reader is { ClassName: "GRU", Context.KerasMajor: < 3 }: value = false; return true;
            default: return false;
        }

        bool Join(string[] keys, out object? joined)
        {
            reader.Use(keys);
            joined = keys.Select(k => reader.Config.GetValueOrDefault(k)).ToList();
            return true;
        }
    }

    /// <summary>A value in today's words.</summary>
    public static object? Value(string className, string key, object? value) => (className, key, value) switch
    {
        (_, "dim_ordering", "tf") => "channels_last",
        (_, "dim_ordering", "th") => "channels_first",
        (_, "dim_ordering" or "data_format", "default") => null,
        (_, "forget_bias_init", _) => value is "one",
        (_, "reduction", "auto") => "sum_over_batch_size",
        ("BatchNormalization" or "SyncBatchNormalization", "axis", List<object?> { Count: 1 } axes) => axes[0],
        _ => value,
    };

    /// <summary>Whether an argument that the class does not have may be left out: it never changed a result, or has the value that means nothing.</summary>
    public static bool Drops(string className, string key, object? value) => (className, key, value) switch
    {
        (_, "batch_input_shape" or "batch_shape" or "batch_size" or "input_shape" or "input_dim" or "input_length" or "input_dtype" or "dtype" or "autocast", _) => true,
        (_, "implementation" or "consume_less" or "unroll" or "use_cudnn" or "fused" or "virtual_batch_size" or "cache_size", _) => true,
        (_, "lora_rank" or "lora_alpha" or "quantization_config" or "gptq_unpacked_column_size" or "activity_regularizer" or "dynamic", null) => true,
        (_, "quantization_mode" or "use_lora_merge", null) => true,
        (_, "sparse" or "ragged" or "time_major" or "renorm" or "synchronized" or "optional" or "dynamic" or "zero_output_for_mask", null or false) => true,
        (_, "renorm_clipping" or "renorm_momentum" or "adjustment", _) => true,      // mean something only with renorm
        ("DepthwiseConv2D" or "DepthwiseConv1D" or "SeparableConv2D" or "SeparableConv1D",
            "filters" or "groups" or "kernel_initializer" or "kernel_regularizer" or "kernel_constraint", _) => true,
        (_, "groups", 1L or null) => true,
        ("BatchNormalization", "mode", 0L or 2L) => true,
        ("LayerNormalization", "rms_scaling", false or null) => true,
        ("Embedding", "dropout", 0L or 0.0 or null) => true,
        ("Concatenate" or "Add" or "Multiply" or "Average" or "Maximum" or "Dot", "mode" or "mode_type" or "concat_axis" or "dot_axes" or "layers" or "node_indices"
            or "tensor_indices" or "output_shape" or "output_shape_type" or "output_mask" or "output_mask_type" or "arguments", _) => true,
        (_, "is_legacy_optimizer" or "jit_compile" or "lr" or "fn", _) => true,
        (_, "decay", 0L or 0.0 or null) => true,
        _ => false,
    };

    /// <summary>Today's name of a class.</summary>
    public static string ClassName(string name, IReadOnlyDictionary<string, object?> config) => (name, config.GetValueOrDefault("mode")) switch
    {
        ("WeightRegularizer" or "ActivityRegularizer", _) => "L1L2",
        ("CuDNNLSTM", _) => "LSTM",
        ("CuDNNGRU", _) => "GRU",
        ("BatchNormalizationV1" or "BatchNormalizationV2", _) => "BatchNormalization",
        ("Merge", "concat") => "Concatenate",
        ("Merge", "sum") => "Add",
        ("Merge", "mul") => "Multiply",
        ("Merge", "ave") => "Average",
        ("Merge", "max") => "Maximum",
        ("Merge", "dot") => "Dot",
        _ => name,
    };

    /// <summary>The configuration of a class that goes by another name today, with what the old name implied.</summary>
    public static IReadOnlyDictionary<string, object?> Config(string oldName, IReadOnlyDictionary<string, object?> config) =>
        oldName == "CuDNNGRU" ? new Dictionary<string, object?>(config) { ["reset_after"] = true } : config;
}
