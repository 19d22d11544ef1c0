using System.Runtime.CompilerServices;
using KerasTransfer.Models;
using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class TransferApi
{
    /// <summary>
    /// Writes what a model makes of some data to a .npy file, batch by batch, so that it need not fit into memory: <c>np.load</c> reads it, here and in Python. The file appears whole or not
    /// at all.
    /// </summary>
    /// <param name="model">The model: a base without its head, or one cut off with <c>keras.Model(base.input, base.get_layer("block5").output)</c>.</param>
    /// <param name="data">Inputs, as for <c>predict</c>.</param>
    /// <param name="path">The file; the ending .npy is added if it is missing.</param>
    /// <param name="batch_size">Samples in a step.</param>
    /// <param name="verbose">Whether to say at the end what was written.</param>
    /// <returns>The shape of the array in the file.</returns>
    /// <exception cref="ValueError">Data and model do not fit, there are none, or the model has several outputs.</exception>
    public Shape extract_features(Model model, DataArgument data, string path, int batch_size = 32, int verbose = 0)
    {
        if (batch_size < 1) throw new ValueError($"extract_features: batch_size must be at least 1. Received: {batch_size}");
        NDArray[] arrays = [.. data];
        DataArgument Rows(Range rows)
        {
            if (!data.IsNamed) return arrays.Select(a => a[rows]).ToArray();
            DataArgument part = new();
            foreach ((string name, NDArray array) in data.Names.Zip(arrays)) part[name] = array[rows];
            return part;
        }
        Samples.Of(model, data, null, null).CheckCardinality();
        int samples = arrays[0].shape[0];
        IEnumerable<(DataArgument, DataArgument?)> batches = Enumerable.Range(0, (samples + batch_size - 1) / batch_size).Select(b => (Rows((b * batch_size)..Math.Min(samples, (b + 1) * batch_size)), (DataArgument?)null));
        return Extract(model, batches, path, null, verbose);
    }

    /// <summary>The same for batches: an iterator method, a data set, any sequence of arrays x, <c>(x, y)</c> or <c>(x, y, sample_weight)</c>, gone through once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The batches.</param>
    /// <param name="path">The file; the ending .npy is added if it is missing.</param>
    /// <param name="labels">A second file, which gets the batches' targets in the same order; null for none.</param>
    /// <param name="steps">How many batches, where they never end.</param>
    /// <param name="verbose">Whether to say at the end what was written.</param>
    /// <returns>The shape of the array in the file.</returns>
    /// <exception cref="ValueError">Data and model do not fit, there are none, the model has several outputs, or labels are asked for that are not there.</exception>
    [OverloadResolutionPriority(-1)]
    public Shape extract_features<TBatch>(Model model, IEnumerable<TBatch> data, string path, string? labels = null, int? steps = null, int verbose = 0)
    {
        IEnumerable<(DataArgument, DataArgument?)> batches = StreamedBatches.Of(data).Select(b => (b.X, b.Y));
        return Extract(model, steps is { } count ? batches.Take(count) : batches, path, labels, verbose);
    }

    private static Shape Extract(Model model, IEnumerable<(DataArgument X, DataArgument? Y)> batches, string path, string? labels, int verbose)
    {
        string Npy(string file) => file.EndsWith(".npy", StringComparison.Ordinal) ? file : file + ".npy";
        Shape? shape = null;
        void Write(Stream features, Stream? targets)
        {
            NpyFile.Growing x = new(features, $"the features of the model '{model.name}'");
            NpyFile.Growing? y = targets is null ? null : new(targets, "the targets");
            foreach (var (inputs, outputs) in batches)
            {
                NDArray values = model.predict_on_batch(inputs);
                x.Add(values);
                if (y is null) continue;
                if (outputs is null || outputs.Count != 1) throw new ValueError($"extract_features: labels '{labels}' are asked for, but the batches have {outputs?.Count ?? 0} targets. They must have one: (x, y).");
                y.Add(outputs[0]);
            }
            shape = x.End() ?? throw new ValueError("extract_features: there are no data: not a single batch came.");
            y?.End();
        }
        if (labels is null) WholeFile.Write(Npy(path), stream => Write(stream, null));
        else WholeFile.Write(Npy(path), stream => WholeFile.Write(Npy(labels), targets => Write(stream, targets)));
        if (verbose > 0) Console.Out.Write($"{Npy(path)}: features of shape {shape}\n");
        return shape!;
    }
}
