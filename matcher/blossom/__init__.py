"""Exact matching of greatest weight in any graph, with the dual that proves it.

The linear programme behind (Edmonds, 1965): over matchings x, maximise the sum of weight(e)·x(e). Its dual has a value
y ≥ 0 for each vertex and z ≥ 0 for each odd set of vertices, so that for every edge uv

    y(u) + y(v) + sum of z(B) over odd sets B that hold both u and v  ≥  weight(uv),

and its worth is the sum of y(v) and of z(B)·(|B| − 1)/2. Any dual bounds every matching from above; the solver ends
when both are equal. All duals are kept doubled, so that they stay whole numbers. Odd sets that count are called
blossoms.

    state       what a run knows
    agenda      what will happen next, in order of time
    start       duals and pairs to begin with
    halves      half-integral matching by many small searches (after Applegate and Cook, 1993)
    search      one alternating tree grown until something gives (Galil, 1986)
    shrink      an odd circle becomes a blossom
    expand      a blossom becomes its circle again
    augment     turn the pairs along a path over
    odd         one dummy for each odd component, and how it becomes an odd set again
    solve       all of it in order
"""
