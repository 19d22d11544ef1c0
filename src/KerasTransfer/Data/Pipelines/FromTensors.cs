using System.Runtime.CompilerServices;
using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The parts of arrays along their first axis: <c>from_tensor_slices((x_train, y_train))</c>. The arrays are not copied.</summary>
    /// <param name="tensors">One array, several of the same length, arrays by name, or texts.</param>
    /// <exception cref="ValueError">The arrays' lengths differ, or one is a single number.</exception>
    public static Dataset from_tensor_slices(Element tensors) => new TensorSlicesDataset(tensors);

    /// <inheritdoc cref="from_tensor_slices(Element)"/>
    [OverloadResolutionPriority(-1)]
    public static Dataset from_tensor_slices(NDArray tensors) => new TensorSlicesDataset(tensors);

    /// <summary>A dataset of one element, the whole arrays.</summary>
    /// <param name="tensors">One array, several, or arrays by name.</param>
    public static Dataset from_tensors(Element tensors) => new TensorsDataset(tensors);

    /// <inheritdoc cref="from_tensors(Element)"/>
    [OverloadResolutionPriority(-1)]
    public static Dataset from_tensors(NDArray tensors) => new TensorsDataset(tensors);
}

internal sealed class TensorSlicesDataset : Dataset
{
    private readonly Element tensors;
    private readonly int count;

    public TensorSlicesDataset(Element tensors)
    {
        this.tensors = tensors;
        int[] counts = [.. tensors.Leaves.Select(l => l switch
        {
            NDArray { ndim: > 0 } a => a.shape[0],
            string[] texts => texts.Length,
            _ => throw new ValueError("from_tensor_slices takes arrays with at least one axis: it gives their parts along the first. Received a single number or text. Use from_tensors for one element."),
        })];
        if (counts.Length == 0) throw new ValueError("from_tensor_slices was given no array.");
        count = counts[0];
        if (counts.Any(c => c != count)) throw new ValueError($"Dimensions {string.Join(" and ", counts)} are not compatible: from_tensor_slices takes arrays of the same length. Received: {tensors.Describe()}.");
    }

    internal override Pass NewPass() => new SequencePass(Enumerable.Range(0, count).Select(At));
    public override long cardinality() => count;
    internal override Element Sample() => count > 0 ? At(0) : tensors.Map(l => l is NDArray a ? NDArray.Uninitialized(a.shape[1..], a.dtype) : "");

    private Element At(int index) => tensors.Map(l => l is string[] texts ? texts[index] : (Element)((NDArray)l)[index]);
}

internal sealed class TensorsDataset(Element tensors) : Dataset
{
    internal override Pass NewPass() => new SequencePass([tensors]);
    public override long cardinality() => 1;
    internal override Element Sample() => tensors;
}
