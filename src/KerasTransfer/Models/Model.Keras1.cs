using System.Runtime.CompilerServices;
using KerasTransfer.Preprocessing;
using KerasTransfer.Saving;

namespace KerasTransfer;

// Arguments that calls in scripts for Keras 1 and 2 have and today's methods have no more.
public partial class Model
{
    private const string Queues = "max_queue_size:, workers: and use_multiprocessing: have no effect on results: leave them out.";
    private const string Format = "Leave save_format: out: what filepath ends in says the format.";

    /// <summary><see cref="fit_generator{TBatch}(IEnumerable{TBatch}, int?, int, Verbose?, IEnumerable{Callback}?, ValidationData?, int?, ValidationFrequency?, Dictionary{int, double}?, int, int, bool, int, Shuffle?)"/>
    /// in the words of Keras 1, where an epoch was so many samples.</summary>
    /// <param name="generator">Batches <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</param>
    /// <param name="samples_per_epoch">Samples that make an epoch: batches are taken until there are so many. The generator must be an image iterator, whose batches are of a known size.</param>
    /// <param name="nb_epoch">The number of the last epoch.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What is called on the way.</param>
    /// <param name="validation_data">What to validate on after each epoch.</param>
    /// <param name="nb_val_samples">Samples of an image iterator used for that, instead of all; without effect for arrays.</param>
    /// <param name="class_weight">The weight of each class's samples.</param>
    /// <param name="max_q_size">Without effect on results.</param>
    /// <param name="nb_worker">Without effect on results.</param>
    /// <param name="pickle_safe">Without effect on results.</param>
    /// <param name="initial_epoch">The epoch to begin with.</param>
    /// <param name="steps_per_epoch">Batches that make an epoch, in place of <paramref name="samples_per_epoch"/>.</param>
    /// <param name="epochs">In place of <paramref name="nb_epoch"/>.</param>
    /// <param name="validation_steps">Batches, in place of <paramref name="nb_val_samples"/>.</param>
    /// <exception cref="NotSupportedException">The size of the generator's batches is not known.</exception>
    [Obsolete("Write fit, with epochs: for nb_epoch:, and steps_per_epoch: and validation_steps: (batches) for samples_per_epoch: and nb_val_samples: (samples)."), OverloadResolutionPriority(-1)]
    public History fit_generator<TBatch>(IEnumerable<TBatch> generator, int? samples_per_epoch = null, int? nb_epoch = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null,
        ValidationData? validation_data = null, int? nb_val_samples = null, Dictionary<int, double>? class_weight = null, int max_q_size = 10, int nb_worker = 1, bool pickle_safe = false, int initial_epoch = 0,
        int? steps_per_epoch = null, int? epochs = null, int? validation_steps = null)
    {
        _ = (max_q_size, nb_worker, pickle_safe);
        steps_per_epoch ??= Steps(samples_per_epoch, generator as Iterator, nameof(samples_per_epoch), nameof(steps_per_epoch));
        if (validation_data is not { X: not null }) validation_steps ??= Steps(nb_val_samples, validation_data?.Iterator, nameof(nb_val_samples), nameof(validation_steps));
        return fit(generator, epochs ?? nb_epoch ?? 1, steps_per_epoch, verbose, callbacks, validation_data, class_weight, initial_epoch, validation_steps);
    }

    private static int? Steps(int? samples, Iterator? iterator, string given, string instead) => samples is not { } n ? null
        : iterator is not null ? (n + iterator.batch_size - 1) / iterator.batch_size
        : throw new NotSupportedException($"fit_generator: {given}={n} counts samples, and how many a batch of this generator has is not known before it is made. Write {instead}: the number of batches, {n} / the size of a batch.");

    /// <summary><see cref="predict(DataArgument, int?, Verbose?, int?, IEnumerable{Callback}?)"/> with Keras 2's arguments about queues, which have no effect on results.</summary>
    [Obsolete(Queues), OverloadResolutionPriority(-2)]
    public NDArray predict(DataArgument x, int? batch_size = null, Verbose? verbose = null, int? steps = null, IEnumerable<Callback>? callbacks = null, int max_queue_size = 10, int workers = 1,
        bool use_multiprocessing = false) => predict(x, batch_size, verbose, steps, callbacks);

    /// <summary>The same for batches that a generator makes.</summary>
    [Obsolete(Queues), OverloadResolutionPriority(-3)]
    public NDArray predict<TBatch>(IEnumerable<TBatch> x, int? steps = null, Verbose? verbose = null, IEnumerable<Callback>? callbacks = null, int max_queue_size = 10, int workers = 1,
        bool use_multiprocessing = false) => predict(x, steps, verbose, callbacks);

    /// <summary>Saves the model in the format that is asked for, whatever the path ends in: Keras 2's <c>save_format</c>.</summary>
    /// <param name="filepath">Where to.</param>
    /// <param name="save_format"><c>h5</c> or <c>keras</c>.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="include_optimizer">Whether training can go on from the file.</param>
    /// <exception cref="NotSupportedException"><paramref name="save_format"/> is <c>tf</c>, a SavedModel folder.</exception>
    /// <exception cref="ValueError">It is none of these, or the model is not built.</exception>
    [Obsolete(Format)]
    public void save(string filepath, string save_format, bool overwrite = true, bool include_optimizer = true)
    {
        CheckOverwrite(filepath, overwrite);
        switch (save_format)
        {
            case "h5" or "hdf5": Hdf5ModelFile.Save(this, filepath, include_optimizer); break;
            case "keras": KerasArchive.Save(this, filepath, include_optimizer); break;
            default: throw Unknown("save", save_format);
        }
    }

    /// <summary>Saves the weights alone in Keras 2's layout, whatever the path ends in: Keras 2's <c>save_format</c>.</summary>
    /// <param name="filepath">Where to.</param>
    /// <param name="save_format"><c>h5</c>.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="NotSupportedException"><paramref name="save_format"/> is <c>tf</c>, a checkpoint of TensorFlow.</exception>
    /// <exception cref="ValueError">It is neither, or the model is not built.</exception>
    [Obsolete(Format)]
    public void save_weights(string filepath, string save_format, bool overwrite = true)
    {
        if (save_format is not ("h5" or "hdf5")) throw Unknown("save_weights", save_format);
        if (!built) throw new ValueError($"The weights of the model '{name}' cannot be saved: it is not built, so they do not exist yet. Give it an input shape, or call it on a batch.");
        CheckOverwrite(filepath, overwrite);
        Hdf5ModelFile.SaveWeights(this, filepath);
    }

    private static Exception Unknown(string method, string save_format) => save_format is "tf" or "tensorflow"
        ? new NotSupportedException($"{method}: save_format='{save_format}' (a SavedModel folder, a checkpoint) is not supported. Write \"h5\" and a path that ends in .h5.")
        : new ValueError($"Unknown `save_format`: {save_format}. Expected: \"h5\"" + (method == "save" ? " or \"keras\"." : "."));
}
