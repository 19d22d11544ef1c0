#:project ../src/KerasTransfer
// A frozen VGG16 under a new head, as transfer learning is usually shown first.
// Run: dotnet run examples/vgg16_transfer.cs [folder of photographs, one sub-folder per class]
//
// The weights (59 MB) come from KERAS_HOME/models or are downloaded there. Without a folder, pictures of coloured shapes are drawn.
using KerasTransfer;
using static KerasTransfer.KerasApi;

var (train_data, train_labels, val_data, val_labels, num_classes) = load_photographs(args.Length > 0 ? args[0] : null);

keras.utils.set_random_seed(42);
var base_model = load_vgg16();
var x = base_model.output;
x = keras.layers.GlobalAveragePooling2D().Apply(x);
x = keras.layers.Dense(1024, activation: "relu").Apply(x);
var predictions = keras.layers.Dense(num_classes, activation: "softmax").Apply(x);
var model = keras.Model(inputs: base_model.input, outputs: predictions);
foreach (var layer in base_model.layers) layer.trainable = false;
model.compile(optimizer: "adam", loss: "categorical_crossentropy", metrics: ["accuracy"]);
model.summary();
model.fit(train_data, train_labels, epochs: 10, batch_size: 32, validation_data: (val_data, val_labels), verbose: 2);
model.save("vgg16_transfer.h5");
print("Saved vgg16_transfer.h5.");

Model load_vgg16()
{
    try
    {
        return keras.applications.VGG16(weights: "imagenet", include_top: false);
    }
    catch (Exception e) when (e is IOException or HttpRequestException)
    {
        print($"""
            VGG16's weights cannot be had: {e.Message}
            Put the file into the folder models of KERAS_HOME by hand, or go on as now, with random weights: the script runs, but the features mean little.
            """);
        return keras.applications.VGG16(weights: null, include_top: false);
    }
}

// The photographs of a folder, a fifth of each class for validation, as VGG16 wants them.
static (NDArray, NDArray, NDArray, NDArray, int) load_photographs(string? folder)
{
    List<(NDArray Image, int Label)> train = [], val = [];
    int num_classes = 2;
    if (folder is null)
    {
        print("Photographs: none given, so squares and discs are drawn.");
        np.random.seed(1);
        for (int i = 0; i < 60; i++) (i % 5 == 4 ? val : train).Add((draw(i % 2 == 0), i % 2));
    }
    else
    {
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToArray();
        num_classes = classes.Length;
        for (int label = 0; label < classes.Length; label++)
        {
            var files = Directory.GetFiles(classes[label]).Order(StringComparer.Ordinal).ToArray();
            for (int i = 0; i < files.Length; i++)
                (i % 5 == 4 ? val : train).Add((keras.utils.img_to_array(keras.utils.load_img(files[i], target_size: (224, 224))), label));
        }
        print($"Photographs: {train.Count} to train on and {val.Count} to validate, {num_classes} classes.");
    }
    NDArray images(List<(NDArray Image, int Label)> part) => keras.applications.vgg16.preprocess_input(np.array(part.Select(p => p.Image).ToArray()));
    NDArray labels(List<(NDArray Image, int Label)> part) => keras.utils.to_categorical(np.array(part.Select(p => p.Label).ToArray()), num_classes);
    return (images(train), labels(train), images(val), labels(val), num_classes);
}

static NDArray draw(bool disc)
{
    NDArray image = np.random.uniform(0, 120, size: (96, 96, 3)).astype("float32");
    var (row, column, radius) = ((int)np.random.randint(30, 66), (int)np.random.randint(30, 66), (int)np.random.randint(12, 28));
    for (int i = row - radius; i <= row + radius; i++)
        for (int j = column - radius; j <= column + radius; j++)
            if (!disc || (i - row) * (i - row) + (j - column) * (j - column) <= radius * radius) image[i, j] = np.array(new[] { 220f, 200f, 90f });
    return image;
}
