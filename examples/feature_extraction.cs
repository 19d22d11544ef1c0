#:project ../src/KerasTransfer
// Bottleneck features: what a pretrained network makes of some pictures is computed once and kept in files; a small head is trained on it in seconds; both are put together and saved.
// Run: dotnet run examples/feature_extraction.cs [folder]
// The folder holds a folder of photographs (.jpg, .png) for each class, or such folders under train and val. The network is MobileNet with ImageNet's weights, from KERAS_HOME or downloaded there.
// Without a folder, shapes are drawn here, and the network is a small one that first learns other shapes.
using KerasTransfer;
using static KerasTransfer.KerasApi;

keras.utils.set_random_seed(42);
var (base_model, size, scale, classes, train, test) = args.Length > 0 ? photographs(args[0]) : shapes();
base_model.trainable = false;

// 1. The features: pictures go through the base once, batch by batch, into files that np.load reads (Python's too).
var pictures = keras.Input(size);
var features = keras.Model(pictures, base_model.Apply(scale.Apply(pictures), training: false));
var shape = keras.transfer.extract_features(features, train, "train_features.npy", labels: "train_labels.npy");
keras.transfer.extract_features(features, test, "test_features.npy", labels: "test_labels.npy");
var (x_train, y_train, x_test, y_test) = (np.load("train_features.npy"), np.load("train_labels.npy"), np.load("test_features.npy"), np.load("test_labels.npy"));
print($"{shape[0]} + {x_test.shape[0]} pictures, {shape[1]} features each, in train_features.npy and test_features.npy");

// 2. The head alone.
var head = keras.Sequential([
    keras.Input(shape[1]),
    keras.layers.Dropout(0.3),
    keras.layers.Dense(classes.Length, activation: "softmax"),
], name: "head");
head.compile(optimizer: keras.optimizers.Adam(0.01), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
var watch = System.Diagnostics.Stopwatch.StartNew();
head.fit(x_train, y_train, epochs: 40, verbose: 0);
print($"40 epochs of the head in {watch.Elapsed.TotalSeconds:F1} s");
var (loss, accuracy) = head.evaluate(x_test, y_test, verbose: 0);
print($"accuracy on {x_test.shape[0]} other pictures: {accuracy:P1} (loss {loss:F3})");

// 3. The whole, from pixels to classes, in one file; it is compiled, so that its base can be unfrozen and tuned later.
var whole = keras.Model(features.input, head.Apply(features.output), name: "whole");
whole.compile(optimizer: keras.optimizers.Adam(1e-5), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
whole.save("feature_extraction.h5");
var loaded = keras.models.load_model("feature_extraction.h5");
print($"feature_extraction.h5 loaded again: accuracy {loaded.evaluate(test, verbose: 0)["accuracy"]:P1}");
foreach (var (x, y) in test.Take(1))
    print("predicted:", string.Join(", ", names(np.argmax(loaded.predict(x[..3], verbose: 0), axis: -1))), " true:", string.Join(", ", names(y[..3])));

IEnumerable<string> names(NDArray labels) => labels.astype("int64").AsSpan<long>().ToArray().Select(l => classes[l]);

// Photographs and MobileNet.
static (Model, Shape, Layer, string[], IEnumerable<(NDArray, NDArray)>, IEnumerable<(NDArray, NDArray)>) photographs(string folder)
{
    bool isSplit = Directory.Exists(Path.Combine(folder, "train")) && Directory.Exists(Path.Combine(folder, "val"));
    string[] classes = [.. Directory.GetDirectories(isSplit ? Path.Combine(folder, "train") : folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
    if (classes.Length < 2) throw new ValueError($"'{folder}' must hold a folder of pictures for each class, two or more. Found: {classes.Length}.");
    List<(string File, int Label)> in_folder(string root) => [.. classes.SelectMany((c, label) => Directory.GetFiles(Path.Combine(root, c)).Order(StringComparer.Ordinal)
        .Where(f => Path.GetExtension(f).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png").Select(f => (f, label)))];
    var all = in_folder(isSplit ? Path.Combine(folder, "train") : folder);
    // Without a folder val, every fifth picture is kept for the test.
    var (train, test) = isSplit ? (all, in_folder(Path.Combine(folder, "val"))) : ([.. all.Where((_, i) => i % 5 != 0)], all.Where((_, i) => i % 5 == 0).ToList());
    print($"Data: {train.Count} + {test.Count} photographs in {folder}: {string.Join(", ", classes)}. Network: MobileNet, a quarter of its width, with ImageNet's weights.");
    var base_model = keras.applications.MobileNet(input_shape: (224, 224, 3), alpha: 0.25, include_top: false, weights: "imagenet", pooling: "avg");
    return (base_model, (224, 224, 3), keras.layers.Rescaling(1 / 127.5, offset: -1), classes, new Pictures(train), new Pictures(test));
}

// Drawn shapes and a small network that has learnt other ones.
static (Model, Shape, Layer, string[], IEnumerable<(NDArray, NDArray)>, IEnumerable<(NDArray, NDArray)>) shapes()
{
    print("Data: shapes that are drawn here, since no folder of photographs was given. Network: a small one that learns circles, bars and crosses first.");
    var layers = keras.layers;
    var base_model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation: "relu"), layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation: "relu"), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation: "relu"), layers.GlobalAveragePooling2D(),
    ], name: "base");
    Drawings learnt = new(["circle", "bar", "cross"], 1800, seed: 1);
    var teacher = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255.0), base_model, layers.Dense(3, activation: "softmax")]);
    teacher.compile(optimizer: keras.optimizers.Adam(0.003), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    var (x, y) = learnt.All;
    teacher.fit(x, y, epochs: 6, verbose: 0);
    var (x_new, y_new) = new Drawings(["circle", "bar", "cross"], 300, seed: 2).All;
    print($"It knows {teacher.evaluate(x_new, y_new, verbose: 0)["accuracy"]:P1} of 300 other ones. The new classes have 30 drawings each.");
    string[] classes = ["square", "ring", "triangle"];
    return (base_model, (28, 28, 1), layers.Rescaling(1 / 255.0), classes, new Drawings(classes, 90, seed: 3), new Drawings(classes, 600, seed: 4));
}

/// <summary>Pictures in files, 32 at a time.</summary>
class Pictures(List<(string File, int Label)> files) : IEnumerable<(NDArray, NDArray)>
{
    public IEnumerator<(NDArray, NDArray)> GetEnumerator()
    {
        foreach (var batch in files.Chunk(32))
            yield return (np.stack([.. batch.Select(f => keras.utils.img_to_array(keras.utils.load_img(f.File, target_size: (224, 224))))]), np.array([.. batch.Select(f => f.Label)]));
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>White shapes on noise, turned and placed at random: images of 28 × 28 pixels from 0 to 255, one class after the other.</summary>
class Drawings(string[] kinds, int count, int seed) : IEnumerable<(NDArray, NDArray)>
{
    public (NDArray, NDArray) All { get; } = Draw(kinds, count, new Random(seed));

    public IEnumerator<(NDArray, NDArray)> GetEnumerator()
    {
        for (int i = 0; i < count; i += 32) yield return (All.Item1[i..Math.Min(count, i + 32)], All.Item2[i..Math.Min(count, i + 32)]);
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private static (NDArray, NDArray) Draw(string[] kinds, int count, Random random)
    {
        float[] pixels = new float[count * 28 * 28];
        int[] labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = n % kinds.Length;
            double angle = random.NextDouble() * 2 * Math.PI, radius = 5 + 4 * random.NextDouble(), row = 11 + 6 * random.NextDouble(), column = 11 + 6 * random.NextDouble();
            for (int i = 0; i < 28 * 28; i++)
            {
                (double v, double u) = ((i / 28 - row) / radius, (i % 28 - column) / radius);
                (u, v) = (u * Math.Cos(angle) + v * Math.Sin(angle), v * Math.Cos(angle) - u * Math.Sin(angle));
                bool inside = kinds[labels[n]] switch
                {
                    "circle" => u * u + v * v < 1,
                    "bar" => Math.Abs(u) < 1 && Math.Abs(v) < 0.3,
                    "cross" => Math.Min(Math.Abs(u), Math.Abs(v)) < 0.25 && Math.Max(Math.Abs(u), Math.Abs(v)) < 1,
                    "square" => Math.Max(Math.Abs(u), Math.Abs(v)) < 0.85,
                    "ring" => u * u + v * v is > 0.4 and < 1,
                    _ => v < 0.6 && v > 1.8 * Math.Abs(u) - 1,
                };
                pixels[n * 784 + i] = (float)((inside ? 200 : 20) + 35 * random.NextDouble());
            }
        }
        return (np.array(pixels).reshape((count, 28, 28, 1)), np.array(labels));
    }
}
