"""Fits XGBoost and scikit-learn with their defaults over the folds of one table, and prints one JSON object of figures for each.

usage: folds.py FOLDER NAME THREADS
FOLDER holds NAME.csv (label churned) and folds/NAME.csv (column r0).
"""
import csv, json, os, sys


def numbers_of(column):
    try:
        return [float(cell) if cell != "" else float("nan") for cell in column]
    except ValueError:
        return None


def main():
    folder, name, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ["OMP_NUM_THREADS"] = str(threads)
    try:
        import numpy as np
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.metrics import log_loss, roc_auc_score
    except ImportError:
        print("python3-sklearn is not installed: no comparison over folds", file=sys.stderr)
        return
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    with open(os.path.join(folder, "folds", name + ".csv"), newline="") as file:
        folds = np.array([int(float(row["r0"])) for row in csv.DictReader(file)])
    at = head.index("churned")
    y = np.array([int(row[at] not in ("0", "false", "False", "no", "No")) for row in rows])
    codes, onehot, texts = [], [], []
    for i in range(len(head)):
        if i == at:
            continue
        column = [row[i] for row in rows]
        numbers = numbers_of(column)
        if numbers is not None:
            codes.append(numbers)
            onehot.append(numbers)
            continue
        levels = sorted(set(column) - {""})
        texts.append(len(codes))
        codes.append([levels.index(cell) if cell != "" else float("nan") for cell in column])
        onehot.extend([float(cell == level) for cell in column] for level in levels)
    codes, onehot = np.array(codes, np.float32).T, np.array(onehot, np.float32).T

    def measure(peer, x, learner):
        losses, areas, p, cpu = [], [], np.full(len(y), np.nan), 0.0
        for fold in sorted(set(folds[folds >= 0])):
            before = os.times()
            model = learner().fit(x[folds != fold], y[folds != fold])
            after = os.times()
            cpu += after.user + after.system - before.user - before.system
            q = model.predict_proba(x[folds == fold])[:, 1].astype(float)
            p[folds == fold] = q
            losses.append(log_loss(y[folds == fold], q))
            areas.append(roc_auc_score(y[folds == fold], q))
        seen = ~np.isnan(p)
        place = np.minimum((p[seen] * 15).astype(int), 14)
        ece = sum(abs((p[seen] - y[seen])[place == bin].sum()) for bin in range(15)) / seen.sum()
        print(json.dumps({"peer": peer, "logLoss": float(np.mean(losses)), "auc": float(np.mean(areas)), "ece": float(ece), "fitCpu": cpu / len(losses)}), flush=True)

    try:
        import xgboost as xgb
    except ImportError:
        print("python3-xgboost is not installed: no comparison with XGBoost", file=sys.stderr)
    else:
        measure("xgboost", onehot, lambda: xgb.XGBClassifier(tree_method="hist", n_jobs=threads, eval_metric="logloss", use_label_encoder=False))
    few = [i for i in texts if np.nanmax(codes[:, i]) < 255]
    measure("sklearn", codes, lambda: HistGradientBoostingClassifier(categorical_features=few))


if __name__ == "__main__":
    main()
