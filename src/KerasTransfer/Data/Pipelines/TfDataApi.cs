using System.Runtime.CompilerServices;

namespace KerasTransfer;

public sealed partial class TensorFlowApi
{
    /// <summary><c>tf.data</c>: datasets.</summary>
    public TfDataApi data { get; } = new();

    /// <summary><c>tf.TensorSpec</c>: the shape and type of an array, for <c>from_generator</c>.</summary>
    /// <param name="shape">Its shape; null where a length differs.</param>
    /// <param name="dtype">Its type; float32 unless given.</param>
    /// <param name="name">Without effect.</param>
    public ElementSpec TensorSpec(Shape shape, DType? dtype = null, string? name = null) => new(shape, dtype);
}

/// <summary><c>tf.data</c>.</summary>
public sealed class TfDataApi
{
    internal TfDataApi() { }

    /// <summary>For <c>prefetch</c> and <c>num_parallel_calls</c>: as many as is good.</summary>
    public long AUTOTUNE => Dataset.AUTOTUNE;
    /// <summary>What <c>cardinality</c> gives where there is no end.</summary>
    public long INFINITE_CARDINALITY => Dataset.INFINITE;
    /// <summary>What <c>cardinality</c> gives where only the end will tell.</summary>
    public long UNKNOWN_CARDINALITY => Dataset.UNKNOWN;
    /// <summary><c>tf.data.Dataset</c>: makes datasets. <c>Dataset.from_tensor_slices(…)</c> does the same.</summary>
    public TfDatasetApi Dataset { get; } = new();
    /// <summary><c>tf.data.experimental</c>.</summary>
    public TfDataExperimentalApi experimental { get; } = new();
    /// <summary>Options, which have no effect here.</summary>
    public DatasetOptions Options() => new();
}

/// <summary><c>tf.data.Dataset</c>.</summary>
public sealed class TfDatasetApi
{
    internal TfDatasetApi() { }

    internal long AUTOTUNE => KerasTransfer.Dataset.AUTOTUNE;
    internal long INFINITE => KerasTransfer.Dataset.INFINITE;
    internal long UNKNOWN => KerasTransfer.Dataset.UNKNOWN;

    /// <inheritdoc cref="Dataset.from_tensor_slices(Element)"/>
    public Dataset from_tensor_slices(Element tensors) => Dataset.from_tensor_slices(tensors);
    /// <inheritdoc cref="Dataset.from_tensor_slices(Element)"/>
    [OverloadResolutionPriority(-1)]
    public Dataset from_tensor_slices(NDArray tensors) => Dataset.from_tensor_slices((Element)tensors);
    /// <inheritdoc cref="Dataset.from_tensors(Element)"/>
    public Dataset from_tensors(Element tensors) => Dataset.from_tensors(tensors);
    /// <inheritdoc cref="Dataset.from_tensors(Element)"/>
    [OverloadResolutionPriority(-1)]
    public Dataset from_tensors(NDArray tensors) => Dataset.from_tensors((Element)tensors);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public Dataset from_generator(Func<IEnumerable<NDArray>> generator, ElementSpec? output_signature = null) => Dataset.from_generator(generator, output_signature);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public Dataset from_generator(Func<IEnumerable<(NDArray, NDArray)>> generator, ElementSpec? output_signature = null) => Dataset.from_generator(generator, output_signature);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public Dataset from_generator(Func<IEnumerable<(NDArray, NDArray, NDArray)>> generator, ElementSpec? output_signature = null) => Dataset.from_generator(generator, output_signature);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public Dataset from_generator(Func<IEnumerable<Element>> generator, ElementSpec? output_signature = null) => Dataset.from_generator(generator, output_signature);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, DType, Shape)"/>
    public Dataset from_generator(Func<IEnumerable<NDArray>> generator, DType output_types, Shape? output_shapes = null) => Dataset.from_generator(generator, output_types, output_shapes);
    /// <inheritdoc cref="Dataset.from_generator(Func{IEnumerable{NDArray}}, DType, Shape)"/>
    public Dataset from_generator(Func<IEnumerable<(NDArray, NDArray)>> generator, (DType, DType) output_types, (Shape?, Shape?) output_shapes = default) => Dataset.from_generator(generator, output_types, output_shapes);
    /// <inheritdoc cref="Dataset.range(long, DType)"/>
    public Dataset range(long stop, DType? output_type = null) => Dataset.range(stop, output_type);
    /// <inheritdoc cref="Dataset.range(long, long, long, DType)"/>
    public Dataset range(long start, long stop, long step = 1, DType? output_type = null) => Dataset.range(start, stop, step, output_type);
    /// <inheritdoc cref="Dataset.list_files(string, bool?, long?)"/>
    public Dataset list_files(string file_pattern, bool? shuffle = null, long? seed = null) => Dataset.list_files(file_pattern, shuffle, seed);
    /// <inheritdoc cref="Dataset.list_files(string, bool?, long?)"/>
    public Dataset list_files(string[] file_pattern, bool? shuffle = null, long? seed = null) => Dataset.list_files(file_pattern, shuffle, seed);
    /// <inheritdoc cref="Dataset.zip(Dataset[])"/>
    public Dataset zip(params Dataset[] datasets) => Dataset.zip(datasets);
    /// <inheritdoc cref="Dataset.zip(Dataset[])"/>
    public Dataset zip((Dataset, Dataset) datasets) => Dataset.zip(datasets);
    /// <inheritdoc cref="Dataset.zip(Dataset[])"/>
    public Dataset zip((Dataset, Dataset, Dataset) datasets) => Dataset.zip(datasets);
    /// <inheritdoc cref="Dataset.choose_from_datasets(IReadOnlyList{Dataset}, Dataset, bool)"/>
    public Dataset choose_from_datasets(IReadOnlyList<Dataset> datasets, Dataset choice_dataset, bool stop_on_empty_dataset = true) => Dataset.choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset);
    /// <inheritdoc cref="Dataset.sample_from_datasets(IReadOnlyList{Dataset}, double[], long?, bool, bool?)"/>
    public Dataset sample_from_datasets(IReadOnlyList<Dataset> datasets, double[]? weights = null, long? seed = null, bool stop_on_empty_dataset = false, bool? rerandomize_each_iteration = null) =>
        Dataset.sample_from_datasets(datasets, weights, seed, stop_on_empty_dataset, rerandomize_each_iteration);
}

/// <summary><c>tf.data.experimental</c>.</summary>
public sealed class TfDataExperimentalApi
{
    internal TfDataExperimentalApi() { }

    /// <summary>The same as <c>tf.data.AUTOTUNE</c>.</summary>
    public long AUTOTUNE => Dataset.AUTOTUNE;
    /// <summary>What <c>cardinality</c> gives where there is no end.</summary>
    public long INFINITE_CARDINALITY => Dataset.INFINITE;
    /// <summary>What <c>cardinality</c> gives where only the end will tell.</summary>
    public long UNKNOWN_CARDINALITY => Dataset.UNKNOWN;
    /// <summary>The number of elements, −1 where there is no end, −2 where only the end will tell.</summary>
    public long cardinality(Dataset dataset) => dataset.cardinality();
    /// <summary>For <c>ds.apply(…)</c>: says how many elements there are.</summary>
    public Func<Dataset, Dataset> assert_cardinality(long expected_cardinality) => source => new Data.AssertCardinalityDataset(source, expected_cardinality);
    /// <summary>For <c>ds.apply(…)</c>: leaves out elements that cannot be made.</summary>
    public Func<Dataset, Dataset> ignore_errors(bool log_warning = false) => source => source.ignore_errors(log_warning);
}
