"""Golden values of layers and functions for sequences, from Keras 3 and tf_keras: writes tests/golden/sequences/*. Run from another folder."""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tf_keras

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences")
os.makedirs(here, exist_ok=True)
numbers = lambda a: np.asarray(a, "float64").ravel().tolist()


def fixed(model):
    """Weights that a formula gives."""
    model.set_weights([np.sin(np.arange(w.size) * 0.37 + i).reshape(w.shape).astype("float32") * 0.5 + (1 if w.ndim == 1 else 0) for i, w in enumerate(model.get_weights())])
    return model


def text_model(K):
    m = K.Sequential([K.Input((4,), dtype="int32"), K.layers.Embedding(7, 3, embeddings_regularizer="l2", name="words"), K.layers.Flatten(name="flat"), K.layers.Dense(2, name="out")], name="texts")
    return fixed(m)


def film_model(K):
    i = K.Input((3, 5, 5, 2), name="film")
    x = K.layers.TimeDistributed(K.layers.Conv2D(3, 3, name="conv"), name="convs")(i)
    x = K.layers.TimeDistributed(K.layers.BatchNormalization(name="norm"), name="norms")(x)
    base = K.Sequential([K.Input((3, 3, 3)), K.layers.Flatten(name="flat"), K.layers.Dense(4, activation="tanh", name="inner")], name="base")
    x = K.layers.TimeDistributed(base, name="bases")(x)
    x = K.layers.TimeDistributed(K.layers.Dense(2, name="dense"), name="outs")(x)
    return fixed(K.Model(i, x, name="films"))


out = {}
x = np.array([[0, 6, 2, 2], [3, 1, 5, 0], [4, 4, 4, 4]])
y = np.array([[1.0, 0], [0, 1], [1, 1]], "float32")
m = text_model(keras)
out["embedding"] = numbers(m.layers[0](x))
out["embedding_from_end"] = numbers(m.layers[0](np.array([[-1, -7]])))
m.compile("adam", "mse")
out["embedding_losses"] = [float(m.train_on_batch(x, y)) for _ in range(3)]
out["embedding_trained"] = numbers(m.layers[0].get_weights()[0])

film = np.sin(np.arange(2 * 3 * 5 * 5 * 2) * 0.11).reshape(2, 3, 5, 5, 2).astype("float32")
target = np.cos(np.arange(12)).reshape(2, 3, 2).astype("float32")
m = film_model(keras)
out["film"] = numbers(m.predict(film, verbose=0))
m.compile(keras.optimizers.SGD(0.1), "mse")
out["film_losses"] = [float(m.train_on_batch(film, target)) for _ in range(3)]
out["film_trained"] = [numbers(w) for w in m.get_weights()]
out["film_names"] = [w.path for w in m.weights]
for K in (keras, tf_keras):
    for form in ("h5", "keras"):
        film_model(K).save(os.path.join(here, f"film_{K.__name__}.{form}"))
        text_model(K).save(os.path.join(here, f"texts_{K.__name__}.{form}"))

T = tf_keras.preprocessing.text
texts = ["The cat sat on the mat.", "The dog ate my homework; the CAT didn't!", "", "dog_days\tare over\nthe end"]
new = ["the unknown cat over", "Dog DOG dog mat 😀 mat"]
out["texts"], out["new_texts"] = texts, new
out["tokenizers"] = []
for arguments in ({}, {"num_words": 4}, {"oov_token": "<OOV>"}, {"oov_token": "<OOV>", "num_words": 5}, {"char_level": True}, {"lower": False, "filters": "."}, {"split": ","}, {"oov_token": "cat"}):
    t = T.Tokenizer(**arguments)
    t.fit_on_texts(texts)
    sequences = t.texts_to_sequences(new)
    out["tokenizers"].append({
        "arguments": arguments, "word_index": t.word_index, "word_counts": dict(t.word_counts), "word_docs": dict(t.word_docs), "index_docs": {str(k): v for k, v in t.index_docs.items()},
        "document_count": t.document_count, "sequences": sequences, "texts": t.sequences_to_texts(sequences),
        "matrices": {mode: numbers(t.texts_to_matrix(new, mode)) for mode in ("binary", "count", "freq", "tfidf")}, "json": t.to_json()})
lists = T.Tokenizer()
lists.fit_on_texts([["Big", "small"], ["big dog"]])
out["lists"] = lists.word_index
out["words"] = T.text_to_word_sequence("Some,text with- (marks) and 'quotes'")
out["hashed"] = T.hashing_trick("The quick brown fox, the end", 11, hash_function="md5")
with open(os.path.join(here, "sequences.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
