#:project ../src/KerasTransfer
// A folder of photographs becomes a classifier: pretrained base, frozen; new head; fine-tuning of the top; evaluation; .h5; one photograph predicted.
// Run: dotnet run examples/ants_and_bees.cs [folder] [weights.h5]
//
// folder: has train and val, each with one folder of photographs per class (the "hymenoptera" set of ants and bees, for one).
// weights.h5: SqueezeNet 1.1's weights, or a model whose first layer is a base, as Teachable Machine exports it. By default SqueezeNet's from KERAS_HOME/models.
// Without a folder, pictures of shapes are drawn; without weights, a small network is pretrained here on other shapes. The output says which.
using KerasTransfer;
using static KerasTransfer.KerasApi;

keras.utils.set_random_seed(7);
string folder = args.Length > 0 ? args[0] : drawn_folder("discs", "frames");
var (base_model, preprocess, side) = load_base(args.Length > 1 ? args[1] : null);

// 1. The data: decoded and resized while the network trains.
var train = keras.utils.image_dataset_from_directory(Path.Combine(folder, "train"), image_size: (side, side), batch_size: 16, seed: 7);
var val = keras.utils.image_dataset_from_directory(Path.Combine(folder, "val"), image_size: (side, side), batch_size: 32, shuffle: false);
string[] names = train.class_names!;
var (train_data, val_data) = (train.map((x, y) => (preprocess(x), y)).cache().prefetch(tf.data.AUTOTUNE), val.map((x, y) => (preprocess(x), y)).cache());

// 2. A new head on the frozen base.
base_model.trainable = false;
var photograph = keras.Input(shape: (side, side, 3));
var x = base_model.Apply(photograph, training: false);
if (x.shape.Rank == 4) x = keras.layers.GlobalAveragePooling2D().Apply(x);
x = keras.layers.Dropout(0.2).Apply(x);
var predictions = keras.layers.Dense(names.Length, activation: "softmax").Apply(x);
var model = keras.Model(inputs: photograph, outputs: predictions);
model.compile(optimizer: keras.optimizers.Adam(1e-2), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
model.fit(train_data, epochs: 15, validation_data: val_data, verbose: 2);
var (_, frozen) = model.evaluate(val_data, verbose: 0);

// 3. The top of the base too, at a low rate; the best epoch is kept.
base_model.trainable = true;
foreach (var layer in base_model.layers[..(base_model.layers.Length * 2 / 3)]) layer.trainable = false;
model.compile(optimizer: keras.optimizers.Adam(1e-5), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
model.fit(train_data, epochs: 5, validation_data: val_data, verbose: 2, callbacks: [keras.callbacks.EarlyStopping(monitor: "val_accuracy", patience: 3, restore_best_weights: true)]);
var (_, fine) = model.evaluate(val_data, verbose: 0);
print($"Validation accuracy: {frozen:F4} with the frozen base, {fine:F4} fine-tuned.");

// 4. To Keras's file and back, and one photograph.
model.save("ants_and_bees.h5");
var again = keras.models.load_model("ants_and_bees.h5");
string one = val.file_paths![0];
var image = keras.utils.img_to_array(keras.utils.load_img(one, target_size: (side, side), interpolation: "bilinear"));
var probabilities = again.predict(preprocess(np.expand_dims(image, axis: 0)), verbose: 0)[0];
print($"{Path.GetFileName(Path.GetDirectoryName(one))}/{Path.GetFileName(one)}:", string.Join(", ", names.Select((name, i) => $"{name} {(double)probabilities[i]:P1}")));

// The base, what its images must go through, and their side.
(Model, Func<NDArray, NDArray>, int) load_base(string? path)
{
    path ??= Path.Combine(keras_home(), "models", "squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5");
    if (!File.Exists(path))
    {
        print($"Base: no {path}, so a small network is pretrained here on drawn triangles, crosses, rings and stripes.");
        return (pretrained_on_shapes(), x => x / 127.5 - 1, 64);
    }
    try
    {
        var squeezenet = SqueezeNet();
        squeezenet.load_weights(path);
        print($"Base: SqueezeNet 1.1, {path}.");
        return (squeezenet, x => keras.applications.imagenet_utils.preprocess_input(x), 224);
    }
    catch (ValueError)
    {
        var exported = keras.models.load_model(path, compile: false);
        print($"Base: the first layer of {path}.");
        return ((Model)exported.layers[0], x => x / 127.5 - 1, exported.input_shape[1]);
    }
}

// Iandola et al. 2016, https://arxiv.org/abs/1602.07360, version 1.1, up to its classifier.
static Model SqueezeNet()
{
    var input = keras.Input(shape: (224, 224, 3));
    var x = keras.layers.Conv2D(64, 3, strides: 2, activation: "relu", name: "conv1").Apply(input);
    x = keras.layers.MaxPooling2D(3, strides: 2, name: "pool1").Apply(x);
    x = fire(fire(x, 2, 16, 64), 3, 16, 64);
    x = keras.layers.MaxPooling2D(3, strides: 2, name: "pool3").Apply(x);
    x = fire(fire(x, 4, 32, 128), 5, 32, 128);
    x = keras.layers.MaxPooling2D(3, strides: 2, name: "pool5").Apply(x);
    x = fire(fire(fire(fire(x, 6, 48, 192), 7, 48, 192), 8, 64, 256), 9, 64, 256);
    return keras.Model(inputs: input, outputs: x, name: "squeezenet");

    static KerasTensor fire(KerasTensor x, int number, int squeeze, int expand)
    {
        x = keras.layers.Conv2D(squeeze, 1, activation: "relu", name: $"fire{number}_squeeze1x1").Apply(x);
        var one = keras.layers.Conv2D(expand, 1, activation: "relu", name: $"fire{number}_expand1x1").Apply(x);
        var three = keras.layers.Conv2D(expand, 3, padding: "same", activation: "relu", name: $"fire{number}_expand3x3").Apply(x);
        return keras.layers.Concatenate(name: $"fire{number}_concat").Apply([one, three]);
    }
}

static Model pretrained_on_shapes()
{
    string shapes = drawn_folder("triangles", "crosses", "rings", "stripes");
    var train = keras.utils.image_dataset_from_directory(Path.Combine(shapes, "train"), image_size: (64, 64), seed: 7).map((x, y) => (x / 127.5 - 1, y)).cache();
    var input = keras.Input(shape: (64, 64, 3));
    var x = input;
    foreach (int filters in new[] { 16, 32, 64 })
    {
        x = keras.layers.Conv2D(filters, 3, padding: "same", activation: "relu").Apply(x);
        x = keras.layers.BatchNormalization().Apply(x);
        x = keras.layers.MaxPooling2D().Apply(x);
    }
    var features = keras.Model(inputs: input, outputs: x, name: "shapes");
    x = keras.layers.GlobalAveragePooling2D().Apply(x);
    var model = keras.Model(inputs: input, outputs: keras.layers.Dense(4, activation: "softmax").Apply(x));
    model.compile(optimizer: keras.optimizers.Adam(3e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    model.fit(train, epochs: 12, verbose: 2);
    return features;
}

static string keras_home() => Environment.GetEnvironmentVariable("KERAS_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras");

// A folder with train and val, and in each a folder of PNG files for each kind of shape: 60 and 30.
static string drawn_folder(params string[] kinds)
{
    string folder = Path.Combine(Path.GetTempPath(), $"keras-shapes-{string.Join('-', kinds)}");
    print($"Pictures: {string.Join(", ", kinds)}, drawn into {folder}.");
    np.random.seed(1);
    foreach (string part in new[] { "train", "val" })
        foreach (string kind in kinds)
        {
            Directory.CreateDirectory(Path.Combine(folder, part, kind));
            for (int i = 0; i < (part == "train" ? 60 : 30); i++) keras.utils.save_img(Path.Combine(folder, part, kind, $"{i:D3}.png"), drawn(kind), scale: false);
        }
    return folder;
}

static NDArray drawn(string kind)
{
    NDArray image = np.random.uniform(0, 110, size: (64, 64, 3)).astype("float32");
    var colour = np.random.uniform(130, 255, size: 3).astype("float32");
    var (row, column, radius) = ((int)np.random.randint(20, 44), (int)np.random.randint(20, 44), (int)np.random.randint(9, 19));
    for (int i = -radius; i <= radius; i++)
        for (int j = -radius; j <= radius; j++)
        {
            double distance = Math.Sqrt(i * i + j * j);
            bool inside = kind switch
            {
                "frames" => Math.Max(Math.Abs(i), Math.Abs(j)) >= radius - 3,
                "discs" => distance <= radius,
                "triangles" => Math.Abs(j) <= (i + radius) / 2,
                "crosses" => Math.Abs(i) <= 3 || Math.Abs(j) <= 3,
                "rings" => distance <= radius && distance >= radius - 4,
                _ => i % 6 is 0 or 1,
            };
            if (inside) image[row + i, column + j] = colour;
        }
    return image;
}
