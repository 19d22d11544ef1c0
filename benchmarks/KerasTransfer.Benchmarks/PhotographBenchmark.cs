using System.Diagnostics;
using System.Globalization;
using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>
/// Photographs to a classifier, here and in Python Keras: a frozen base with ImageNet weights, global average pooling and a dense layer, 15 epochs of Adam; then the top of
/// the base is trained too. Prints accuracies and wall times of both, and how far the features are apart.
/// </summary>
/// <remarks>The folder has train and val, each with one folder of photographs per class. The weights are taken from KERAS_HOME.</remarks>
internal static class PhotographBenchmark
{
    private const int Size = 224, Epochs = 15, FineEpochs = 5, Unfrozen = 20;

    // The same in Python: prints a line "name seconds value..." for each step, and keeps the features in a file to be compared.
    private const string Script = """
        import os, sys, time
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np, keras
        folder, kind, random, out = sys.argv[1:5]
        L, A, U = keras.layers, keras.applications, keras.utils
        def load(part):
            x, y = [], []
            for label, name in enumerate(sorted(os.listdir(f"{folder}/{part}"))):
                for file in sorted(os.listdir(f"{folder}/{part}/{name}")):
                    x.append(U.img_to_array(U.load_img(f"{folder}/{part}/{name}/{file}", target_size=(224, 224)))); y.append(label)
            return np.array(x), np.array(y)
        def fire(x, i, squeeze, expand):
            x = L.Conv2D(squeeze, 1, activation="relu", name=f"fire{i}_squeeze1x1")(x)
            return L.Concatenate(name=f"fire{i}_concat")([L.Conv2D(expand, 1, activation="relu", name=f"fire{i}_expand1x1")(x), L.Conv2D(expand, 3, padding="same", activation="relu", name=f"fire{i}_expand3x3")(x)])
        def squeezenet(weights):
            i = keras.Input((224, 224, 3)); x = L.Conv2D(64, 3, strides=2, activation="relu", name="conv1")(i); x = L.MaxPooling2D(3, 2)(x)
            x = fire(fire(x, 2, 16, 64), 3, 16, 64); x = L.MaxPooling2D(3, 2)(x)
            x = fire(fire(x, 4, 32, 128), 5, 32, 128); x = L.MaxPooling2D(3, 2)(x)
            m = keras.Model(i, fire(fire(fire(fire(x, 6, 48, 192), 7, 48, 192), 8, 64, 256), 9, 64, 256))
            if weights:
                import h5py
                with h5py.File(os.environ["KERAS_HOME"] + "/models/squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5") as f:
                    names = [n.decode() if isinstance(n, bytes) else n for n in f.attrs["layer_names"]]
                    groups = [f[n] for n in names if len(f[n].attrs["weight_names"])]
                    order = [n.replace("/", "_") for n in names if len(f[n].attrs["weight_names"])]
                    for name, g in zip(order, groups): m.get_layer(name).set_weights([g[w][()] for w in g.attrs["weight_names"]])
            return m
        start = time.perf_counter()
        (x, y), (xv, yv) = load("train"), load("val")
        print("load", time.perf_counter() - start, len(x), len(xv), flush=True)
        weights = None if random == "random" else "imagenet"
        keras.utils.set_random_seed(7)
        if kind == "mobilenet": base, pre = A.MobileNet((224, 224, 3), alpha=.25, include_top=False, weights=weights), A.mobilenet.preprocess_input
        elif kind == "mobilenetv2": base, pre = A.MobileNetV2((224, 224, 3), alpha=.35, include_top=False, weights=weights), A.mobilenet_v2.preprocess_input
        else: base, pre = squeezenet(weights), A.imagenet_utils.preprocess_input
        x, xv = pre(x), pre(xv)
        if weights: np.save(out, base.predict(x[:16], verbose=0))
        base.trainable = False
        i = keras.Input((224, 224, 3))
        m = keras.Model(i, L.Dense(2, activation="softmax")(L.GlobalAveragePooling2D()(base(i, training=False))))
        m.compile(optimizer=keras.optimizers.Adam(1e-2 if kind == "squeezenet" else 1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        start = time.perf_counter()
        h = m.fit(x, y, epochs=15, batch_size=32, validation_data=(xv, yv), verbose=0).history["val_accuracy"]
        print("head", time.perf_counter() - start, max(h), h[-1], flush=True)
        if weights:
            base.trainable = True
            for layer in base.layers[:-20]: layer.trainable = False
            m.compile(optimizer=keras.optimizers.Adam(1e-5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
            start = time.perf_counter()
            best = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5, restore_best_weights=True)
            h = m.fit(x, y, epochs=5, batch_size=32, validation_data=(xv, yv), callbacks=[best], verbose=0).history["val_accuracy"]
            print("fine", time.perf_counter() - start, max(h), m.evaluate(xv, yv, verbose=0)[1], flush=True)
        """;

    public static void Run(string? python, string? folder, string[] kinds)
    {
        folder ??= Environment.GetEnvironmentVariable("KERASTRANSFER_DATA") is { } data ? Path.Combine(data, "hymenoptera") : null;
        if (folder is null || !Directory.Exists(Path.Combine(folder, "train")))
        {
            Console.WriteLine("Photographs: name a folder that has train and val (third argument, or KERASTRANSFER_DATA with hymenoptera in it).");
            return;
        }
        Console.WriteLine($"{Environment.ProcessorCount} processors; {Size}×{Size}, frozen base + GlobalAveragePooling2D + Dense(2), Adam at 1e-3 (SqueezeNet, which has no normalization, at 1e-2), {Epochs} epochs; then the base's last {Unfrozen} layers too, {FineEpochs} epochs at 1e-5, of which the best is kept");
        Console.WriteLine("base                  | step | ours: s, best and last val_accuracy | Keras: s, best and last | features apart");
        foreach (string kind in kinds.Length > 0 ? kinds : ["mobilenet", "mobilenetv2", "squeezenet"])
            foreach (bool random in new[] { false, true })
                Compare(python, folder, kind, random);
    }

    private static void Compare(string? python, string folder, string kind, bool random)
    {
        string features = Path.Combine(Path.GetTempPath(), $"photograph-features-{Environment.ProcessId}.npy");
        try
        {
            Dictionary<string, double[]> theirs = string.IsNullOrEmpty(python) ? [] : Python(python, folder, kind, random, features);
            Dictionary<string, double[]> ours = Ours(folder, kind, random, File.Exists(features) ? features : null);
            foreach ((string step, double[] values) in ours)
            {
                if (step == "features") continue;
                string other = theirs.TryGetValue(step, out double[]? v) ? string.Create(CultureInfo.InvariantCulture, $"{v[0],6:F1} {v[1],7:F3} {v[2],7:F3}") : "";
                string apart = step == "head" && ours.TryGetValue("features", out double[]? f) ? f[0].ToString("E1", CultureInfo.InvariantCulture) : "";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind + (random ? ", random" : ""),-21} | {step} | {values[0],6:F1} {values[1],7:F3} {values[2],7:F3}{"",10} | {other} | {apart}"));
            }
        }
        finally
        {
            File.Delete(features);
        }
    }

    private static Dictionary<string, double[]> Ours(string folder, string kind, bool random, string? features)
    {
        Dictionary<string, double[]> results = [];
        long start = Stopwatch.GetTimestamp();
        (NDArray x, NDArray y) = Load(folder, "train");
        (NDArray xv, NDArray yv) = Load(folder, "val");
        results["load"] = [Stopwatch.GetElapsedTime(start).TotalSeconds, x.shape[0], xv.shape[0]];
        string? weights = random ? null : "imagenet";
        keras.utils.set_random_seed(7);
        Model bottom;
        if (kind == "mobilenet")
        {
            bottom = keras.applications.MobileNet((Size, Size, 3), alpha: 0.25, include_top: false, weights: weights);
            (x, xv) = (keras.applications.mobilenet.preprocess_input(x), keras.applications.mobilenet.preprocess_input(xv));
        }
        else if (kind == "mobilenetv2")
        {
            bottom = keras.applications.MobileNetV2((Size, Size, 3), alpha: 0.35, include_top: false, weights: weights);
            (x, xv) = (keras.applications.mobilenet_v2.preprocess_input(x), keras.applications.mobilenet_v2.preprocess_input(xv));
        }
        else
        {
            bottom = SqueezeNet(weights is not null);
            (x, xv) = (keras.applications.imagenet_utils.preprocess_input(x), keras.applications.imagenet_utils.preprocess_input(xv));
        }
        if (features is not null)
        {
            (NDArray expected, NDArray ours) = (np.load(features), bottom.predict(x[..16], verbose: 0));
            results["features"] = [(double)np.max(np.abs(ours - expected)) / (double)np.max(np.abs(expected))];
        }
        bottom.trainable = false;
        KerasTensor input = keras.Input((Size, Size, 3));
        KerasTensor pooled = keras.layers.GlobalAveragePooling2D().Apply(bottom.Apply(input, training: false));
        Model model = keras.Model(input, keras.layers.Dense(2, activation: "softmax").Apply(pooled));
        model.compile(optimizer: keras.optimizers.Adam(kind == "squeezenet" ? 1e-2 : 1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Fit("head", Epochs);
        if (!random)
        {
            bottom.trainable = true;
            foreach (Layer layer in bottom.layers[..^Unfrozen]) layer.trainable = false;
            model.compile(optimizer: keras.optimizers.Adam(1e-5), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
            Fit("fine", FineEpochs, keras.callbacks.EarlyStopping(monitor: "val_accuracy", patience: FineEpochs, restore_best_weights: true));
        }
        return results;

        void Fit(string step, int epochs, params Callback[] callbacks)
        {
            long begin = Stopwatch.GetTimestamp();
            IReadOnlyList<double> accuracy = model.fit(x, y, epochs: epochs, batch_size: 32, validation_data: (xv, yv), callbacks: callbacks, verbose: 0).history["val_accuracy"];
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            results[step] = [seconds, accuracy.Max(), callbacks.Length > 0 ? model.evaluate(xv, yv, verbose: 0)["accuracy"] : accuracy[^1]];
        }
    }

    /// <summary>SqueezeNet 1.1 without its top: Iandola et al. 2016, https://arxiv.org/abs/1602.07360; the file of weights names its layers fire2/squeeze1x1 and so on.</summary>
    private static Model SqueezeNet(bool pretrained)
    {
        KerasTensor input = keras.Input((Size, Size, 3));
        KerasTensor x = keras.layers.Conv2D(64, 3, strides: 2, activation: "relu", name: "conv1").Apply(input);
        x = keras.layers.MaxPooling2D(3, 2, name: "maxpool1").Apply(x);
        x = Fire(Fire(x, 2, 16, 64), 3, 16, 64);
        x = keras.layers.MaxPooling2D(3, 2, name: "maxpool3").Apply(x);
        x = Fire(Fire(x, 4, 32, 128), 5, 32, 128);
        x = keras.layers.MaxPooling2D(3, 2, name: "maxpool5").Apply(x);
        Model model = keras.Model(input, Fire(Fire(Fire(Fire(x, 6, 48, 192), 7, 48, 192), 8, 64, 256), 9, 64, 256));
        if (pretrained) model.load_weights(Path.Combine(Environment.GetEnvironmentVariable("KERAS_HOME") ?? "", "models", "squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5"));
        return model;

        static KerasTensor Fire(KerasTensor x, int i, int squeeze, int expand)
        {
            x = keras.layers.Conv2D(squeeze, 1, activation: "relu", name: $"fire{i}/squeeze1x1").Apply(x);
            KerasTensor one = keras.layers.Conv2D(expand, 1, activation: "relu", name: $"fire{i}/expand1x1").Apply(x);
            KerasTensor three = keras.layers.Conv2D(expand, 3, padding: "same", activation: "relu", name: $"fire{i}/expand3x3").Apply(x);
            return keras.layers.Concatenate(name: $"fire{i}/concat").Apply([one, three]);
        }
    }

    private static (NDArray, NDArray) Load(string folder, string part)
    {
        List<NDArray> images = [];
        List<int> labels = [];
        string[] classes = Directory.GetDirectories(Path.Combine(folder, part));
        Array.Sort(classes, StringComparer.Ordinal);
        for (int label = 0; label < classes.Length; label++)
        {
            string[] files = Directory.GetFiles(classes[label]);
            Array.Sort(files, StringComparer.Ordinal);
            foreach (string file in files)
            {
                images.Add(keras.utils.img_to_array(keras.utils.load_img(file, target_size: (Size, Size))));
                labels.Add(label);
            }
        }
        return (np.array(images.ToArray()), np.array(labels.ToArray()));
    }

    private static Dictionary<string, double[]> Python(string python, string folder, string kind, bool random, string features)
    {
        ProcessStartInfo start = new(python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in new[] { "-c", Script, folder, kind, random ? "random" : "imagenet", features }) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Dictionary<string, double[]> results = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 4 && words[0] is "load" or "head" or "fine") results[words[0]] = Array.ConvertAll(words[1..], w => double.Parse(w, CultureInfo.InvariantCulture));
        }
        process.WaitForExit();
        if (process.ExitCode != 0) Console.WriteLine($"Keras: failed.\n{errors.Result}");
        return results;
    }
}
