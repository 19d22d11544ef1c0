using System.Runtime.CompilerServices;
using KerasTransfer.Models;
using KerasTransfer.Transfer;

namespace KerasTransfer.Transfer
{
    /// <summary>What <c>keras.transfer.fine_tune</c> did.</summary>
    /// <param name="head">The first stage: the head alone was trained.</param>
    /// <param name="tuned">The second stage: the head and a part of the base.</param>
    public sealed record FineTuning(History head, History tuned)
    {
        /// <summary>Both stages, one after the other, under each name that both have.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<double>> history { get; } =
            head.history.Keys.Where(tuned.history.ContainsKey).ToDictionary(n => n, n => (IReadOnlyList<double>)[.. head.history[n], .. tuned.history[n]]);

        /// <summary>The numbers of the epochs of both stages, from 0.</summary>
        public IReadOnlyList<int> epoch { get; } = [.. head.epoch, .. tuned.epoch];
    }
}

namespace KerasTransfer
{
    public sealed partial class TransferApi
    {
        /// <summary>
        /// Fine-tuning in two stages, as Keras's guide "Transfer learning and fine-tuning" teaches it: the head is trained on the frozen base; then the base is unfrozen from a layer on, the
        /// model compiled again with a low learning rate, and training goes on.
        /// </summary>
        /// <param name="model">The whole model, compiled: the first stage uses its optimizer, both its losses and metrics.</param>
        /// <param name="base_model">The pretrained part of it.</param>
        /// <param name="x">Inputs, as for <c>fit</c>.</param>
        /// <param name="y">Targets.</param>
        /// <param name="epochs">Epochs of the first stage.</param>
        /// <param name="fine_tune_epochs">Epochs of the second stage, which begins where the first one ended.</param>
        /// <param name="unfreeze_from">The first layer of the base that the second stage trains; null for all of it.</param>
        /// <param name="fine_tune_learning_rate">The second stage's learning rate; its optimizer is a new one of the class and arguments of the first stage's.</param>
        /// <param name="fine_tune_optimizer">The second stage's optimizer, instead.</param>
        /// <param name="batch_normalization">Whether the base's BatchNormalization layers are unfrozen too. The guide keeps them frozen: new statistics would undo what the base has learnt.</param>
        /// <param name="batch_size">Samples in a step; 32 unless given.</param>
        /// <param name="validation_data">What to validate on after each epoch.</param>
        /// <param name="validation_split">The share of samples, the last ones, kept for validation.</param>
        /// <param name="callbacks">What is called on the way, in both stages.</param>
        /// <param name="class_weight">The weight of each class's samples.</param>
        /// <param name="verbose">What is printed.</param>
        /// <returns>The histories of both stages.</returns>
        /// <exception cref="ValueError">The model is not compiled, the base is no part of it, or an argument is out of its range. Nothing has been changed then.</exception>
        public FineTuning fine_tune(Model model, Model base_model, DataArgument x, DataArgument? y = null, int epochs = 5, int fine_tune_epochs = 5, UnfreezeFrom? unfreeze_from = null,
            double fine_tune_learning_rate = 1e-5, Optimizer? fine_tune_optimizer = null, bool batch_normalization = false, int? batch_size = null, ValidationData? validation_data = null,
            double validation_split = 0, IEnumerable<Callback>? callbacks = null, Dictionary<int, double>? class_weight = null, Verbose? verbose = null) =>
            InStages(model, base_model, epochs, fine_tune_epochs, unfreeze_from ?? 0, fine_tune_learning_rate, fine_tune_optimizer, batch_normalization,
                (from, to) => model.fit(x, y, batch_size, to, verbose, callbacks, validation_split, validation_data, class_weight: class_weight, initial_epoch: from));

        /// <summary>The same on batches: an iterator method, a data set, any sequence of <c>(x, y)</c> or <c>(x, y, sample_weight)</c>.</summary>
        /// <inheritdoc cref="fine_tune(Model, Model, DataArgument, DataArgument, int, int, UnfreezeFrom?, double, Optimizer, bool, int?, ValidationData, double, IEnumerable{Callback}, Dictionary{int, double}, Verbose?)"/>
        [OverloadResolutionPriority(-1)]
        public FineTuning fine_tune<TBatch>(Model model, Model base_model, IEnumerable<TBatch> x, int epochs = 5, int fine_tune_epochs = 5, UnfreezeFrom? unfreeze_from = null,
            double fine_tune_learning_rate = 1e-5, Optimizer? fine_tune_optimizer = null, bool batch_normalization = false, int? steps_per_epoch = null, ValidationData? validation_data = null,
            int? validation_steps = null, IEnumerable<Callback>? callbacks = null, Dictionary<int, double>? class_weight = null, Verbose? verbose = null) =>
            InStages(model, base_model, epochs, fine_tune_epochs, unfreeze_from ?? 0, fine_tune_learning_rate, fine_tune_optimizer, batch_normalization,
                (from, to) => model.fit(x, to, steps_per_epoch, verbose, callbacks, validation_data, class_weight, from, validation_steps));

        private static FineTuning InStages(Model model, Model base_model, int epochs, int fine_tune_epochs, UnfreezeFrom unfreeze_from, double fine_tune_learning_rate, Optimizer? fine_tune_optimizer,
            bool batch_normalization, Func<int, int, History> fit)
        {
            if (model.Compiled is null) throw new ValueError($"fine_tune: the model '{model.name}' is not compiled. Compile it first: its optimizer trains the head, and its losses and metrics serve both stages.");
            if (epochs < 1 || fine_tune_epochs < 1) throw new ValueError($"fine_tune: both stages need an epoch or more. Received: epochs={epochs}, fine_tune_epochs={fine_tune_epochs}. For one stage, use fit.");
            if (!(fine_tune_learning_rate > 0)) throw new ValueError($"fine_tune: fine_tune_learning_rate must be above 0. Received: {Saving.ConfigJson.Number(fine_tune_learning_rate)}");
            HashSet<Variable> all = [.. model.weights];
            if (base_model.weights.Count == 0 || !base_model.weights.All(all.Contains) || ReferenceEquals(model, base_model))
                throw new ValueError($"fine_tune: base_model '{base_model.name}' must be a part of the model '{model.name}': build the model on it, keras.Model(base.input, head.Apply(base.output)) or head.Apply(base.Apply(input)).");
            unfreeze_from.First(base_model);
            Optimizer second = fine_tune_optimizer ?? model.optimizer.Fresh(fine_tune_learning_rate);

            base_model.trainable = false;
            model.CompileAgain(model.optimizer);
            History head = fit(0, epochs);
            int done = head.epoch is [.., int last] ? last + 1 : 0;             // callbacks may have ended it early
            unfreeze_from.Apply(base_model, batch_normalization);
            model.CompileAgain(second);
            return new(head, fit(done, done + fine_tune_epochs));
        }
    }
}
