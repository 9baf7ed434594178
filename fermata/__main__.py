from fermata.site.command import main

main()
