using KerasTransfer.Hdf5;
using KerasTransfer.Layers;
using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>Kernels of convolutions as Keras 1, Theano and CNTK kept them, brought into today's order of axes: (places…, channels, filters), of transposed ones (places…, filters, channels).</summary>
internal sealed class LegacyKernels
{
    private readonly Dictionary<Variable, BaseConv> owners = [];
    private readonly bool keras1, rotated;

    /// <param name="file">The group with the weights; its attributes say which Keras wrote it and on what.</param>
    /// <param name="model">The model that they go to.</param>
    /// <exception cref="NotSupportedException">Theano wrote kernels of a kind of which no Keras says how they were turned.</exception>
    public LegacyKernels(Hdf5Group file, Model model)
    {
        string version = file.Attributes.TryGet("keras_version", out Hdf5Attribute? v) ? v.ReadString() : "1";
        keras1 = version.Split('.')[0] is "1" or "0";
        // Theano's convolution turns the kernel by 180°, TensorFlow's and CNTK's do not.
        rotated = file.Attributes.TryGet("backend", out Hdf5Attribute? backend) && backend.ReadString() == "theano";
        foreach (BaseConv layer in TrainableState.All(model).OfType<BaseConv>())
            if (layer is Conv1D or Conv2D or Conv3D or Conv1DTranspose or Conv2DTranspose or Conv3DTranspose)
            {
                if (layer.AllWeights.Count > 0) owners[layer.AllWeights[0]] = layer;
            }
            else if (rotated)
                throw new NotSupportedException($"The file was written by Keras on Theano, whose convolution kernels are turned by 180°; loading those of {layer.GetType().Name} (layer '{layer.name}') is not supported. Load it in Python with Keras 2.2 on TensorFlow, and save it again.");
    }

    /// <summary>What to do to an array of the file's; null where it is kept as it is, or where nothing makes it fit.</summary>
    public Func<NDArray, NDArray>? Conversion(Variable target, Shape saved)
    {
        if (!owners.TryGetValue(target, out BaseConv? layer)) return null;
        int[]? order = keras1 && Permuted(saved, Keras1(layer, saved)) is { } shape && Fits(shape) ? Keras1(layer, saved)
            : Fits(saved) ? null
            // Kernels of images in the order of Theano and CNTK; and the exchange that Keras 2 tries on kernels that do not fit.
            : new[] { (int[])[2, 3, 1, 0], [3, 2, 0, 1] }.FirstOrDefault(o => Permuted(saved, o) is { } other && Fits(other));
        if (order is null && (!Fits(saved) || (!rotated && saved == target.shape))) return null;
        return array =>
        {
            if (order is not null) array = KerasApi.np.transpose(array, order);
            array = array.reshape(target.shape);                                 // Keras 1 had a place more for sequences
            for (int axis = 0; rotated && axis < target.shape.Rank - 2; axis++) array = KerasApi.np.flip(array, axis);
            return array;
        };

        bool Fits(Shape other) => other == target.shape || (layer is Conv1D && other.Rank == 4 && other[1] == 1 && new Shape(other[0], other[2], other[3]) == target.shape);
    }

    // Where the axes of today's kernel stood in Keras 1; null where they stand now.
    private static int[]? Keras1(BaseConv layer, Shape saved) => (layer, layer.data_format) switch
    {
        (Conv1D, _) when saved.Rank == 4 && saved[1] != 1 => [2, 3, 1, 0],
        (Conv2D, "channels_first") => [2, 3, 1, 0],
        (Conv2DTranspose, "channels_first") => [2, 3, 0, 1],
        (Conv2DTranspose, _) => [0, 1, 3, 2],
        (Conv3D, "channels_first") => [2, 3, 4, 1, 0],
        _ => null,
    };

    private static Shape? Permuted(Shape shape, int[]? order) => order is null || order.Length != shape.Rank ? null : new Shape([.. order.Select(i => shape[i])]);
}
