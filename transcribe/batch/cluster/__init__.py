"""Several machines that convert: Dask.distributed behind the seam of ``batch.engines`` (extra ``cluster``).

- ``certificates``: an authority of one's own and a certificate a role, without which nothing starts: Dask runs whatever
  an accepted client sends;
- ``settings``: how Dask is used here: mutual TLS, nothing on disk, no page, one thread a worker;
- ``serving``: the scheduler and the workers of a machine, until they are stopped;
- ``posts``: what runs in a worker: the model, loaded once, and one sound at a time, held in memory;
- ``engine``: the coordinator's side: hands the sounds out, and takes what comes back.
"""
