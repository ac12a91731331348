"""Fits XGBoost and scikit-learn to the table that the bench wrote, and prints one JSON object of figures for each.

usage: peers.py FOLDER TRAIN_ROWS TEST_ROWS COLUMNS TREES LEAVES RATE THREADS PEERS
FOLDER holds train.f32, test.f32 (row by row, float32, NaN is missing) and train.u8, test.u8 (labels).
"""
import json, os, sys, time


def measure(name, threads, fit, predict, y):
    import numpy as np
    from sklearn.metrics import roc_auc_score
    cpu, wall = os.times(), time.perf_counter()
    model = fit()
    done = os.times()
    figures = {"peer": name, "fitCpu": done.user + done.system - cpu.user - cpu.system, "fitWall": time.perf_counter() - wall}
    p = predict(model)
    runs = []
    for _ in range(3):
        cpu, wall = os.times(), time.perf_counter()
        p = predict(model)
        done = os.times()
        runs.append((time.perf_counter() - wall, done.user + done.system - cpu.user - cpu.system))
    figures["scoreWall"] = min(run[0] for run in runs)
    figures["scoreCpu"] = min(run[1] for run in runs)
    figures["scoreRows"] = int(len(y))
    figures["auc"] = float(roc_auc_score(y, np.asarray(p)))
    print(json.dumps(figures), flush=True)


def main():
    folder = sys.argv[1]
    rows, tests, columns, trees, leaves = map(int, sys.argv[2:7])
    rate, threads = float(sys.argv[7]), int(sys.argv[8])
    wanted = sys.argv[9].split(",")
    os.environ["OMP_NUM_THREADS"] = str(threads)
    import numpy as np
    read = lambda name, kind: np.fromfile(os.path.join(folder, name), kind)
    x, z = read("train.f32", np.float32).reshape(rows, columns), read("test.f32", np.float32).reshape(tests, columns)
    y, w = read("train.u8", np.uint8), read("test.u8", np.uint8)
    try:
        import xgboost as xgb
    except ImportError:
        print("python3-xgboost is not installed: no comparison with XGBoost", file=sys.stderr)
    else:
        # Making the matrix is part of the fit, as binning is part of ours.
        settings = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "eta": rate, "max_bin": 255, "nthread": threads, "verbosity": 0}
        if "xgboost" in wanted:
            measure("xgboost", threads, lambda: xgb.train(settings, xgb.DMatrix(x, y, nthread=threads), trees), lambda model: model.inplace_predict(z), w)
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ImportError:
        print("python3-sklearn is not installed: no comparison with scikit-learn", file=sys.stderr)
    else:
        learner = HistGradientBoostingClassifier(max_iter=trees, max_leaf_nodes=leaves, learning_rate=rate, max_bins=255, early_stopping=False)
        if "sklearn" in wanted:
            measure("sklearn", threads, lambda: learner.fit(x, y), lambda model: model.predict_proba(z)[:, 1], w)


if __name__ == "__main__":
    main()
