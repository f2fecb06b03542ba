"""Trains the classifier of generic candidates and writes src/detect/generic/model.gen.ts.

    npx tsx scripts/train/candidates.ts CREDDATA/data > candidates.jsonl
    python3 scripts/train/train.py candidates.jsonl CREDDATA [--write MODEL]     needs lightgbm, scikit-learn

Labels are those of CredData (Apache-2.0): a candidate is right when its line is a labelled secret and its value
overlaps the labelled one. Lines without a label count as wrong, with half the weight. Repositories are kept
together: what is printed was predicted by models that never saw the repository.
"""
import argparse, collections, importlib.util, json, os, sys
import numpy as np, lightgbm as lgb
from sklearn.model_selection import GroupKFold

ap = argparse.ArgumentParser()
ap.add_argument("candidates"); ap.add_argument("creddata"); ap.add_argument("--write"); ap.add_argument("--oof")
ap.add_argument("--trees", type=int, default=160); ap.add_argument("--leaves", type=int, default=15)
ap.add_argument("--clean", help="candidates of code without secrets: all wrong")
ap.add_argument("--dump", type=int, default=0)
args = ap.parse_args()

spec = importlib.util.spec_from_file_location("score", os.path.join(args.creddata, "score.py"))
score = importlib.util.module_from_spec(spec); spec.loader.exec_module(score)
rows = score.load_meta(os.path.join(args.creddata, "meta"))
units = score.units_of(rows, "line", os.path.join(args.creddata, "data"))
at = collections.defaultdict(list)
for u in units:
    for line in range(u.a, u.b + 1): at[(u.file, line)].append(u)

with open(args.candidates) as f:
    names = json.loads(next(f))["features"]
    found = [json.loads(line) for line in f]

def label(one):
    """1 right, 0 wrong, None no label; and whether the unit is a secret by itself."""
    us = at.get((one["file"], one["line"]), [])
    if not us: return None
    right = [u for u in us if u.t]
    if not right: return 0
    start = one["start_col"] - 1; end = start + len(one["secret"])
    for u in right:
        for r in u.rows:
            if r.t and (r.a != r.b or r.vs < 0 or (start < max(r.ve, r.vs + 1) and r.vs < end)): return 0.0 if u.cats <= score.NOT_SECRET else 1
    return 0

labels = [label(one) for one in found]
x = np.array([one["x"] for one in found], dtype=np.float64)
y = np.array([1 if l == 1 else 0 for l in labels])
w = np.array([0.5 if l is None else 1.0 for l in labels])
groups = np.array([one["file"].split("/")[0] for one in found])
# A repository of a thousand equal lines teaches no more than one of fifty.
seen = collections.Counter((g, one["secret"], one["rule"]) for g, one in zip(groups, found))
w = w * np.array([1 / seen[(g, one["secret"], one["rule"])] ** 0.5 for g, one in zip(groups, found)])
size = collections.Counter(groups)
w = w * np.array([min(1.0, 400 / size[g]) ** 0.5 for g in groups])

clean = []
if args.clean:
    once = set()
    for line in open(args.clean):
        one = json.loads(line)
        if "x" in one and (k := (one["rule"], one["secret"])) not in once: once.add(k); clean.append(one["x"])
    rng = np.random.default_rng(7)
    clean = [clean[i] for i in rng.permutation(len(clean))[:40000]]
extra = np.array(clean, dtype=np.float64).reshape(-1, len(names))
# All of them together weigh as much as half of the labelled candidates.
extra_w = np.full(len(extra), 0.5 * w.sum() / max(1, len(extra)))

params = dict(objective="binary", num_leaves=args.leaves, learning_rate=0.06, min_data_in_leaf=20, feature_fraction=0.6,
              bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=63, verbose=-1, deterministic=True,
              force_row_wise=True, seed=7, num_threads=2)
def fit(i):
    data = lgb.Dataset(np.vstack([x[i], extra]), np.concatenate([y[i], np.zeros(len(extra))]),
                       weight=np.concatenate([w[i], extra_w]), feature_name=names)
    return lgb.train(params, data, num_boost_round=args.trees)

oof = np.zeros(len(y)); folds = []
for train, test in GroupKFold(n_splits=5).split(x, y, groups):
    oof[test] = fit(train).predict(x[test]); folds.append(test)

def measure(index, threshold):
    lines = collections.defaultdict(float)
    for i in index: lines[(found[i]["file"], found[i]["line"])] = max(lines[(found[i]["file"], found[i]["line"])], oof[i])
    repos = {found[i]["file"].split("/")[0] for i in index}
    mine = [u for u in units if u.fam == "generic" and not (u.t and u.cats <= score.NOT_SECRET) and u.file.split("/")[0] in repos]
    hit = lambda u: any(lines.get((u.file, l), 0) >= threshold for l in range(u.a, u.b + 1))
    tp = sum(u.t and hit(u) for u in mine); fp = sum(not u.t and hit(u) for u in mine); t = sum(u.t for u in mine)
    un = sum(1 for k, v in lines.items() if v >= threshold and k not in at)
    return tp / max(1, tp + fp), tp / max(1, t), tp / max(1, tp + fp + un), un

print("candidates", len(found), "right", int(y.sum()))
for threshold in (.2, .3, .35, .4, .45, .5, .55, .6, .7, .8):
    p, r, star, un = measure(range(len(found)), threshold)
    spread = [measure(f, threshold)[:2] for f in folds]
    print(f"threshold {threshold:.2f}  precision {p:.3f}  recall {r:.3f}  F1 {2*p*r/(p+r+1e-9):.3f}  precision* {star:.3f}  unlabelled {un}   folds P/R",
          " ".join(f"{a:.2f}/{b:.2f}" for a, b in spread))
if args.dump:
    worst = collections.Counter()
    for i in range(len(y)):
        if not y[i] and oof[i] >= .5: worst[(groups[i], found[i]["rule"], found[i]["file"].rsplit(".")[-1])] += 1
    print("most wrong:", worst.most_common(8))
final = fit(np.arange(len(y)))
print("features:", ", ".join(f"{n} {g:.0f}" for g, n in sorted(zip(final.feature_importance("gain"), names), reverse=True)[:25]))
if args.oof:
    with open(args.oof, "w") as f:
        for one, p in zip(found, oof): f.write(json.dumps({**{k: one[k] for k in ("file", "line", "start_col", "secret", "rule")}, "p": float(p)}) + "\n")
if args.dump:
    order = sorted(range(len(y)), key=lambda i: -oof[i])
    bad = [i for i in order if not y[i]][: args.dump]; miss = [i for i in reversed(order) if y[i]][: args.dump]
    for title, idx in (("WRONG", bad), ("MISSED", miss)):
        print(title)
        for i in idx:
            L = score.read_lines(os.path.join(args.creddata, "data", found[i]["file"]))[found[i]["line"] - 1].strip()
            k = L.find(found[i]["secret"][:20]); print(f"  {oof[i]:.2f} {labels[i]} {found[i]['rule'][8:]:8} {found[i]['secret'][:40]!r:44} | {L[max(0,k-50):k+60]}")
if args.write:
    def tree(node):
        if "leaf_value" in node: return [round(node["leaf_value"], 5)]
        assert node["decision_type"] == "<=" and node.get("missing_type") in ("None", "NaN"), node
        return [node["split_feature"], round(node["threshold"], 6), tree(node["left_child"]), tree(node["right_child"])]
    flat = []
    def lay(node):  # [feature, threshold, right offset] or [-1, leaf, 0], in preorder
        here = len(flat)
        if len(node) == 1: flat.extend([-1, node[0], 0]); return
        flat.extend([node[0], node[1], 0]); lay(node[2]); flat[here + 2] = len(flat) // 3; lay(node[3])
    roots = []
    for t in final.dump_model()["tree_info"]:
        roots.append(len(flat) // 3); lay(tree(t["tree_structure"]))
    text = json.dumps({"features": names, "roots": roots, "nodes": flat}, separators=(",", ":"))
    with open(args.write, "w") as f:
        f.write("/** Written by scripts/train/train.py: do not edit. Trees in preorder; see model.ts. */\n")
        f.write(f"export const MODEL =\n  '{text}'\n")
    print("model", os.path.getsize(args.write), "bytes")
