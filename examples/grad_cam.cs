#:project ../src/KerasTransfer
// Grad-CAM: where does a transferred network look? (Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391)
// Run: dotnet run examples/grad_cam.cs                         a network pretrained on drawn shapes
//      dotnet run examples/grad_cam.cs -- PHOTOGRAPHS [OUT]    a folder with a folder of photographs per class: MobileNetV2, pretrained on ImageNet (from KERAS_HOME or downloaded)
using KerasTransfer;
using KerasTransfer.Images;
using static KerasTransfer.KerasApi;

string output = args.Length > 1 ? args[1] : "grad_cam.png";
keras.utils.set_random_seed(7);
var (model, images, labels, names) = args.Length > 0 ? photographs(args[0]) : shapes();

// The picture of each class that the network is surest of among those it gets right, and where it looked.
NDArray predictions = model.predict(images, verbose: 0);
NDArray right = np.argmax(predictions, axis: -1) == labels;
List<NDArray> rows = [];
for (int c = 0; c < names.Length; c++)
{
    int best = (int)np.argmax(np.where(right & (labels == c), predictions[.., c], -1));
    if (!(bool)right[best]) continue;
    NDArray map = grad_cam(images[best][np.newaxis], model, c);
    NDArray picture = shown(images[best]);
    NDArray heat = enlarged(map, picture.shape);
    rows.Add(np.concatenate([picture, 0.6 * picture + 0.4 * jet(heat)], axis: 1));
    print($"{names[c]}: probability {(double)predictions[best, c]:F3}, the map's highest point at {peak(heat)} of {picture.shape[0]} × {picture.shape[1]}");
}
keras.utils.save_img(output, np.concatenate(rows, axis: 0), scale: false);
print($"Wrote {output}: each picture, and beside it what spoke for its class.");

// ReLU of the last feature maps, each weighted with the mean of the score's gradient over it; from 0 to 1.
static NDArray grad_cam(NDArray image, Model model, int pred_index)
{
    // The base is a layer of the model: its own input and output, and the head called once more on them, up to the scores before the softmax.
    var base_model = (Model)model.layers[0];
    KerasTensor y = base_model.output;
    foreach (var layer in model.layers[1..^1]) y = layer.Apply(y);
    var grad_model = keras.Model(base_model.inputs, (KerasTensor[])[base_model.output, y]);

    using var tape = tf.GradientTape();
    NDArray[] outputs = grad_model.ApplyOutputs([image]);
    var class_channel = outputs[1][.., pred_index];
    var grads = tape.gradient(class_channel, outputs[0])!;

    NDArray pooled_grads = np.mean(grads, axis: (0, 1, 2));
    NDArray heatmap = np.maximum(np.sum(outputs[0][0] * pooled_grads, axis: -1), 0);
    return heatmap / np.maximum(np.max(heatmap), 1e-12);
}

static NDArray enlarged(NDArray map, Shape shape) =>
    np.array(Image.fromarray((map * 255).astype("uint8")).resize((shape[1], shape[0]), Resampling.Bilinear)) / 255;

// 0 is blue, 0.5 green, 1 red.
static NDArray jet(NDArray v) => 255 * np.stack([.. new[] { 3.0, 2.0, 1.0 }.Select(at => np.clip(1.5 - np.abs(4 * v - at), 0, 1))], axis: -1);

static (int, int) peak(NDArray map) => ((int)np.argmax(map) / map.shape[1], (int)np.argmax(map) % map.shape[1]);

// Networks take numbers from −1 to 1; pictures have 0 to 255. Small ones are shown larger.
static NDArray shown(NDArray image)
{
    NDArray picture = (image + 1) * 127.5;
    int times = Math.Max(1, 224 / picture.shape[0]);
    return np.repeat(np.repeat(picture, times, axis: 0), times, axis: 1);
}

// A small network learns to tell three shapes, and pictures without one; then its layers, frozen, are the base of one that tells two shapes that it has never seen.
static (Model, NDArray, NDArray, string[]) shapes()
{
    print("No photographs given: a small network pretrained on drawn shapes.");
    var teacher_base = keras.Sequential([
        keras.layers.Conv2D(16, 3, padding: "same", activation: "relu", input_shape: (48, 48, 3)), keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding: "same", activation: "relu"), keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(64, 3, padding: "same", activation: "relu"), keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(64, 3, padding: "same", activation: "relu")], name: "base");
    var teacher = keras.Sequential([teacher_base, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(4, activation: "softmax")]);
    teacher.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    var (x, y) = drawn(["disc", "square", "triangle", "nothing"], 1600);
    teacher.fit(x, y, epochs: 12, batch_size: 32, verbose: 0);
    var (x_new, y_new) = drawn(["ring", "cross", "nothing"], 500);
    var model = head(teacher_base, 3);
    model.fit(x_new[..300], y_new[..300], epochs: 30, batch_size: 32, verbose: 0);
    var (_, accuracy) = model.evaluate(x_new[300..], y_new[300..], verbose: 0);
    print($"Rings and crosses with the frozen base: accuracy {accuracy:F3} on 200 pictures.");
    return (model, x_new[300..], y_new[300..], ["ring", "cross"]);
}

static (Model, NDArray, NDArray, string[]) photographs(string folder)
{
    string[] names = [.. Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];
    List<NDArray> list = [];
    List<int> classes = [];
    for (int c = 0; c < names.Length; c++)
        foreach (string path in Directory.GetFiles(Path.Combine(folder, names[c]), "*.jpg").Order(StringComparer.Ordinal).Take(80))
        {
            list.Add(keras.utils.img_to_array(keras.utils.load_img(path, target_size: (224, 224))));
            classes.Add(c);
        }
    print($"{list.Count} photographs of {string.Join(", ", names)}: MobileNetV2 (alpha 0.35), pretrained on ImageNet, frozen.");
    NDArray x = keras.applications.mobilenet_v2.preprocess_input(np.stack(list)), y = classes;
    var (x_train, x_test, y_train, y_test) = sklearn.model_selection.train_test_split(x, y, test_size: 0.25, random_state: 7, stratify: y);
    var model = head(keras.applications.MobileNetV2(input_shape: (224, 224, 3), alpha: 0.35, include_top: false, weights: "imagenet"), names.Length);
    model.fit(x_train, y_train, epochs: 15, batch_size: 16, verbose: 0);
    print(sklearn.metrics.classification_report(y_test, np.argmax(model.predict(x_test, verbose: 0), axis: -1), target_names: names));
    return (model, x_test, y_test, names);
}

static Model head(Model base_model, int classes)
{
    base_model.trainable = false;
    var model = keras.Sequential([base_model, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(classes), keras.layers.Activation("softmax")]);
    model.compile(optimizer: keras.optimizers.Adam(0.003), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    return model;
}

// One bright shape on a dark, noisy ground, anywhere.
static (NDArray, NDArray) drawn(string[] kinds, int count)
{
    NDArray images = np.random.uniform(-1, -0.5, size: (count, 48, 48, 3)).astype("float32");
    NDArray labels = np.random.randint(0, kinds.Length, size: count);
    for (int n = 0; n < count; n++)
    {
        double size = np.random.uniform(6, 10), row = np.random.uniform(12, 36), column = np.random.uniform(12, 36);
        NDArray colour = np.random.uniform(0.2, 1, size: 3);
        for (int i = 0; i < 48; i++)
            for (int j = 0; j < 48; j++)
            {
                var (v, h) = ((i - row) / size, (j - column) / size);
                bool inside = kinds[(int)labels[n]] switch
                {
                    "disc" => v * v + h * h < 1,
                    "square" => Math.Max(Math.Abs(v), Math.Abs(h)) < 0.85,
                    "triangle" => v < 0.8 && v > 2 * Math.Abs(h) - 1,
                    "ring" => v * v + h * h is < 1 and > 0.4,
                    "nothing" => false,
                    _ => Math.Min(Math.Abs(v), Math.Abs(h)) < 0.25 && Math.Max(Math.Abs(v), Math.Abs(h)) < 1,
                };
                if (inside) images[n, i, j] = colour;
            }
    }
    return (images, labels);
}
